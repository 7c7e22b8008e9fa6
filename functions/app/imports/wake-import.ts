// An import is carried on in another invocation, soon: an object in the bucket tells the importer, as the list itself did. So nothing is
// needed that is not there already, and what the bucket tells is delivered again until it succeeds.

import type { Files, Imports } from '#app/ports.ts'
import type { ImportRecord } from '#app/records.ts'
import { CampaignId, ImportId } from '#contract/ids.ts'

export const WAKE_FOLDER = 'imports/wake/'

export const wakeImport = ({ files }: { files: Pick<Files, 'write'> }, { campaignId, id }: Pick<ImportRecord, 'campaignId' | 'id'>) =>
  files.write(`${WAKE_FOLDER}${campaignId}/${id}`, '')

/** The list that has waited longest, once the turn is free. */
export const wakeNext = async (ports: { files: Pick<Files, 'write'>; imports: Pick<Imports, 'open'> }, campaignId: CampaignId) => {
  const [next] = await ports.imports.open(campaignId)
  if (next) await wakeImport(ports, next)
}

/** Undefined when the key is none of these objects'. */
export const readWakeKey = (key: string): { campaignId: CampaignId; importId: ImportId } | undefined => {
  if (!key.startsWith(WAKE_FOLDER)) return undefined
  const [campaign, name] = key.slice(WAKE_FOLDER.length).split('/')
  const campaignId = CampaignId.safeParse(campaign)
  const importId = ImportId.safeParse(name)
  return campaignId.success && importId.success ? { campaignId: campaignId.data, importId: importId.data } : undefined
}
