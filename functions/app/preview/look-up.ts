// What the table says of numbers that a list brings: in the campaign already, or suppressed. Only reads.

import { inParallel } from '#app/in-parallel.ts'
import type { Contacts } from '#app/ports/contacts.ts'
import type { Ids } from '#app/ports/ids.ts'
import type { Numbers } from '#app/ports/numbers.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { E164 } from '#contract/ids.ts'

export type LookUpPorts = { contacts: Pick<Contacts, 'known'>; ids: Pick<Ids, 'contact'>; numbers: Pick<Numbers, 'suppressedAmong'> }
export type LookedUp = { known: ReadonlySet<E164>; suppressed: ReadonlySet<E164> }

/** As many keys as one read takes (DynamoDB). */
const PART = 100
/** Reads at the same time: the answers of a list's part come while its next part would still be read. */
const WIDTH = 8

const knownAmong = async ({ contacts, ids }: LookUpPorts, campaign: CampaignRecord | undefined, part: readonly E164[]): Promise<E164[]> => {
  if (!campaign) return []
  const byId = new Map(part.map((e164) => [ids.contact(campaign, e164), e164]))
  const known = await contacts.known(campaign.id, [...byId.keys()])
  return Array.from(known.keys(), (id) => byId.get(id)).filter((e164) => e164 !== undefined)
}

export const lookUp = async (ports: LookUpPorts, campaign: CampaignRecord | undefined, numbers: readonly E164[]): Promise<LookedUp> => {
  const parts = Array.from({ length: Math.ceil(numbers.length / PART) }, (_, i) => numbers.slice(i * PART, (i + 1) * PART))
  const found = await inParallel(parts, WIDTH, (part) =>
    Promise.all([knownAmong(ports, campaign, part), ports.numbers.suppressedAmong(part)]),
  )
  return { known: new Set(found.flatMap(([known]) => known)), suppressed: new Set(found.flatMap(([, suppressed]) => [...suppressed])) }
}
