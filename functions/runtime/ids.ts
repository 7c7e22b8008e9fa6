// New identifiers, and those that are derived from a number.
import { createHash } from 'node:crypto'
import { ulid } from 'ulid'
import { clock } from '#app/clock.ts'
import type { Clock, Ids, Random } from '#app/ports.ts'
import { CampaignId, ImportId } from '#contract/ids.ts'
import { contactIdOf } from '#domain/ids.ts'

type Needs = {
  clock: Pick<Clock, 'now'>
  /** Absent: what nobody can guess. */
  random?: Random
}

export const idsWith = ({ clock, random }: Needs): Ids => ({
  campaign: () => CampaignId.parse(`cmp_${ulid(clock.now(), random)}`),
  import: () => ImportId.parse(`imp_${ulid(clock.now(), random)}`),
  activity: (at) => ulid(at, random),
  // The campaign is part of what is hashed: the same person cannot be followed from one campaign to another by id.
  contact: ({ id, shards }, e164) => contactIdOf(createHash('sha256').update(`${id}${e164}`).digest('hex'), shards),
})

export const ids: Ids = idsWith({ clock })
