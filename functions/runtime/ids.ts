// New identifiers, and those that are derived from a number.
import { createHash, randomBytes } from 'node:crypto'
import { ulid } from 'ulid'
import { clock } from '#app/clock.ts'
import type { Clock, Random } from '#app/ports/clock.ts'
import type { Ids } from '#app/ports/ids.ts'
import { CampaignId, ContactId, EventId, ExportId, ImportId, KeyId, TemplateId, WebhookId } from '#contract/ids.ts'
import { contactIdOf } from '#domain/ids.ts'

type Needs = {
  clock: Pick<Clock, 'now'>
  /** Absent: what nobody can guess. */
  random?: Random
}

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const ULID_LENGTH = 26
/** Behind the digit that names the partition. */
const SHARD_END = 'ctc_0'.length

/** In the form of a ULID, though it tells no time: 130 bits of SHA-256. */
const derived = (text: string): string =>
  [...createHash('sha256').update(text).digest().subarray(0, ULID_LENGTH)].map((byte) => CROCKFORD.charAt(byte % CROCKFORD.length)).join('')

/** Of a change in a table's stream: up to 40 digits (DynamoDB), in as many characters for all of them. */
const SEQUENCE_LENGTH = 26
const sortable = (sequence: string): string => BigInt(sequence).toString(36).toUpperCase().padStart(SEQUENCE_LENGTH, '0')

export const idsWith = ({ clock, random }: Needs): Ids => ({
  campaign: (of) => CampaignId.parse(`cmp_${of === undefined ? ulid(clock.now(), random) : derived(of)}`),
  import: (of) => ImportId.parse(`imp_${of === undefined ? ulid(clock.now(), random) : derived(of)}`),
  export: () => ExportId.parse(`exp_${ulid(clock.now(), random)}`),
  template: () => TemplateId.parse(`tpl_${ulid(clock.now(), random)}`),
  activity: (at) => ulid(at, random),
  key: (at) => KeyId.parse(`key_${ulid(at, random)}`),
  webhook: (at) => WebhookId.parse(`whk_${ulid(at, random)}`),
  event: ({ subject, sequence }) => EventId.parse(`evt_${derived(subject)}_${sortable(sequence)}`),
  secret: () => randomBytes(32).toString('base64url'),
  anonymousContact: (beside) => ContactId.parse(`${beside.slice(0, SHARD_END)}${randomBytes(13).toString('hex').slice(0, 25)}`),
  // The campaign is part of what is hashed: the same person cannot be followed from one campaign to another by id.
  contact: ({ id, shards }, e164) => contactIdOf(createHash('sha256').update(`${id}${e164}`).digest('hex'), shards),
})

export const ids: Ids = idsWith({ clock })
