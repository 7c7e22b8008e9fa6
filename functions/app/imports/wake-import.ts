// An import is carried on in another invocation, soon: an object in the bucket tells the importer, as the list itself did. So nothing is
// needed that is not there already, and what the bucket tells is delivered again until it succeeds.

import type { Files } from '#app/ports/files.ts'
import type { Imports } from '#app/ports/imports.ts'
import { CampaignId, ImportId } from '#contract/ids.ts'

export const WAKE_FOLDER = 'imports/wake/'
/** In the place of a campaign's id: of lists of numbers that nobody may call, which belong to none. */
const SUPPRESSIONS = 'suppressions'

type Which = { campaignId?: CampaignId; id: ImportId }

export const wakeImport = ({ files }: { files: Pick<Files, 'write'> }, { campaignId, id }: Which) =>
  files.write(`${WAKE_FOLDER}${campaignId ?? SUPPRESSIONS}/${id}`, '')

/** The list that has waited longest, once the turn is free. */
export const wakeNext = async (ports: { files: Pick<Files, 'write'>; imports: Pick<Imports, 'open'> }, campaignId: CampaignId) => {
  const [next] = await ports.imports.open(campaignId)
  if (next) await wakeImport(ports, next)
}

const partsOf = (key: string): { owner?: string; importId?: ImportId } => {
  const [owner = '', name] = key.startsWith(WAKE_FOLDER) ? key.slice(WAKE_FOLDER.length).split('/') : []
  const importId = ImportId.safeParse(name)
  return importId.success ? { owner, importId: importId.data } : {}
}

/** Undefined when the key is none of these objects'. */
export const readWakeKey = (key: string): { campaignId: CampaignId; importId: ImportId } | undefined => {
  const { owner, importId } = partsOf(key)
  const campaignId = CampaignId.safeParse(owner)
  return importId && campaignId.success ? { campaignId: campaignId.data, importId } : undefined
}

/** The same, of a list of numbers that nobody may call. */
export const readSuppressionWakeKey = (key: string): ImportId | undefined => {
  const { owner, importId } = partsOf(key)
  return owner === SUPPRESSIONS ? importId : undefined
}
