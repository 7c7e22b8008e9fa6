// New identifiers, and those that are derived from a number.
import { createHash } from 'node:crypto'
import { ulid } from 'ulid'
import { clock } from '#app/clock.ts'
import type { Ids } from '#app/ports.ts'
import { CampaignId, ImportId } from '#contract/ids.ts'
import { contactIdOf } from '#domain/ids.ts'

export const ids: Ids = {
  campaign: () => CampaignId.parse(`cmp_${ulid(clock.now())}`),
  import: () => ImportId.parse(`imp_${ulid(clock.now())}`),
  activity: (at) => ulid(at),
  // The campaign is part of what is hashed: the same person cannot be followed from one campaign to another by id.
  contact: ({ id, shards }, e164) => contactIdOf(createHash('sha256').update(`${id}${e164}`).digest('hex'), shards),
}
