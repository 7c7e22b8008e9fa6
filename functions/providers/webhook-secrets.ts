// The secrets that webhooks are signed with: made of one key of the deployment whenever they are needed, so that the table holds none.
import { createHmac } from 'node:crypto'
import * as z from 'zod/mini'
import { secretText } from '#app/webhooks/sign.ts'
import type { WebhookId } from '#contract/ids.ts'

/** What the secret at WEBHOOKS_SECRET_ID holds. */
export const WebhooksKey = z.object({ key: z.string().check(z.minLength(16)) })

/** The `number`-th of that webhook. */
export const webhookSecret = ({ key }: z.infer<typeof WebhooksKey>, id: WebhookId, number: number): string =>
  secretText(createHmac('sha256', key).update(`${id}#${number}`).digest())
