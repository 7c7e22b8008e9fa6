// An object has arrived in the inbox: which import it is, with a record of it, and with a campaign where one is to be made.

import type { DialRules } from '#app/lanes/turn.ts'
import type { CampaignId, ImportId } from '#contract/ids.ts'
import { type InboxKey, readInboxKey } from '#domain/inbox-key.ts'
import { campaignFromInbox, type MakingPorts } from './campaign-from-inbox.ts'
import { identityOf, type ListObject, type ListSource, sourceOf } from './list-object.ts'
import { refuseObject } from './refuse-object.ts'
import { newImport, sizeProblem } from './upload-list.ts'

export type ListToImport = { campaignId: CampaignId; importId: ImportId } & ListSource

type Lists = { campaignId: CampaignId; fileName: string }

const toImport = (object: ListObject, campaignId: CampaignId, importId: ImportId): ListToImport => ({
  campaignId,
  importId,
  ...sourceOf(object),
})

/** The same object told of twice is one import; a new version under the same key is another. */
const nameImport = async (ports: MakingPorts, object: ListObject, { campaignId, fileName }: Lists): Promise<ListToImport | undefined> => {
  const campaign = await ports.campaigns.get(campaignId)
  if (!campaign || campaign.deletedAt) {
    return refuseObject(ports, object, { problem: `There is no campaign ${campaignId}, or it was deleted. Nothing was imported.` })
  }
  const record = {
    ...newImport({ campaignId, fileName: fileName.slice(-200), id: ports.ids.import(identityOf(object)) }),
    source: sourceOf(object),
  }
  await ports.imports.create(record)
  const problem = sizeProblem(object.size)
  if (problem === undefined) return toImport(object, campaignId, record.id)
  await ports.imports.refuse(record, problem)
  return refuseObject(ports, object, { problem, campaignId, importId: record.id })
}

/** The first object under the key is the one that was announced. */
const takeAnnounced = async (
  ports: MakingPorts,
  object: ListObject,
  { campaignId, importId }: Extract<InboxKey, { kind: 'announced' }>,
): Promise<ListToImport | undefined> => {
  const source = sourceOf(object)
  const record = await ports.imports.arrive({ campaignId, id: importId }, source)
  const isAnother = record?.source?.key !== source.key || record.source.versionId !== source.versionId
  if (!record || isAnother) return nameImport(ports, object, { campaignId, fileName: record?.fileName ?? object.key })
  const problem = sizeProblem(object.size)
  if (problem === undefined) return toImport(object, campaignId, importId)
  await ports.imports.refuse(record, problem)
  return refuseObject(ports, object, { problem, campaignId, importId })
}

/** Undefined: there is nothing to import, and where somebody meant us to, they are told beside the object. */
export const receiveList =
  (ports: MakingPorts, rules: Pick<DialRules, 'consent'>) =>
  async (object: ListObject): Promise<ListToImport | undefined> => {
    const read = readInboxKey(object.key)
    if (read.kind === 'nothing') return undefined
    if (read.kind === 'unclear') return refuseObject(ports, object, read)
    if (read.kind === 'announced') return takeAnnounced(ports, object, read)
    if (read.kind === 'contacts') return nameImport(ports, object, read)
    const made = await campaignFromInbox(ports, rules)(object, read)
    return 'problem' in made ? refuseObject(ports, object, made) : nameImport(ports, object, { ...made, fileName: read.fileName })
  }
