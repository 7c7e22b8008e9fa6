// What waits for a webhook is sent by another invocation: an object in the bucket tells it, as it tells an import.
import type { Files } from '#app/ports/files.ts'
import { WebhookId } from '#contract/ids.ts'

const WAKE_FOLDER = 'webhooks/wake/'

export const wakeWebhook = ({ files }: { files: Pick<Files, 'write'> }, id: WebhookId): Promise<void> =>
  files.write(`${WAKE_FOLDER}${id}`, '')

/** Undefined when the key is none of these objects'. */
export const readWakeKey = (key: string): WebhookId | undefined =>
  key.startsWith(WAKE_FOLDER) ? WebhookId.safeParse(key.slice(WAKE_FOLDER.length)).data : undefined
