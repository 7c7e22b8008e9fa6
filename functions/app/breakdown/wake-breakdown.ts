// Counting is begun, or carried on, in the function that writes exports: an object in the bucket tells it.
import { WAKE_FOLDER } from '#app/exports/wake-export.ts'
import type { Files } from '#app/ports/files.ts'
import { CampaignId } from '#contract/ids.ts'

const NAME = 'breakdown'

export const wakeBreakdown = ({ files }: { files: Pick<Files, 'write'> }, id: CampaignId): Promise<void> =>
  files.write(`${WAKE_FOLDER}${id}/${NAME}`, '')

/** Undefined when the key is none of these objects'. */
export const readBreakdownKey = (key: string): CampaignId | undefined => {
  const [id, name] = key.startsWith(WAKE_FOLDER) ? key.slice(WAKE_FOLDER.length).split('/') : []
  return name === NAME ? CampaignId.safeParse(id).data : undefined
}
