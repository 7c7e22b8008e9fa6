// Something was put into the inbox that nobody can use: whoever put it there finds out why beside it, the operator in the activity log.

import { type NotingPorts, noteActivity } from '#app/campaigns/note-activity.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignId, ImportId } from '#contract/ids.ts'
import { resultKeys } from '#domain/inbox-key.ts'
import type { ListObject } from './list-object.ts'

type Refusal = { problem: string; campaignId?: CampaignId; importId?: ImportId }

export const refuseObject = async (
  ports: NotingPorts & Pick<Ports, 'files'>,
  { key, size }: ListObject,
  { problem, campaignId, importId }: Refusal,
): Promise<undefined> => {
  const of = { ...(campaignId ? { campaignId } : {}) }
  // The key may have names or numbers of people in it: it is told to the user, not to the log.
  ports.log.warn('inbox.refused', { ...of, bytes: size })
  await noteActivity(ports, { ...of, by: 'ringmaster', action: 'list-refused', because: problem, evidence: { key } })
  const report = { ...(importId ? { id: importId } : {}), ...of, state: 'failed', problem }
  await ports.files.write(resultKeys(key).report, `${JSON.stringify(report, null, 2)}\n`, { contentType: 'application/json' })
  return undefined
}
