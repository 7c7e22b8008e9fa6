// What contacts are to show in their rows, read from the table.

import { inParallel } from '#app/in-parallel.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignId, ContactId } from '#contract/ids.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { type Results, resultsOf } from '#domain/sheet/results.ts'

type Needs = Pick<Ports, 'contacts' | 'attempts'>

/** Each reads two items. */
const WIDTH = 25

const resultsOfOne = async ({ contacts, attempts }: Needs, campaignId: CampaignId, contactId: ContactId): Promise<Results | undefined> => {
  const contact = await contacts.get(campaignId, contactId)
  if (!contact) return undefined
  const { state, outcome, dueAt, n } = contact
  const attempt = n > 0 ? await attempts.get(attemptIdOf(campaignId, contactId, n)) : undefined
  // One that never reached the provider was no call.
  const lastCallAt = attempt && attempt.state !== 'void' ? (attempt.endedAt ?? attempt.claimedAt) : undefined
  return resultsOf({ state, outcome, dueAt, lastCallAt })
}

/** Those that are not in the campaign are left out. */
export const readResults = async (ports: Needs, campaignId: CampaignId, ids: readonly ContactId[]): Promise<Map<ContactId, Results>> => {
  const read = await inParallel(ids, WIDTH, async (id) => ({ id, results: await resultsOfOne(ports, campaignId, id) }))
  return new Map(read.flatMap(({ id, results }) => (results ? [[id, results]] : [])))
}
