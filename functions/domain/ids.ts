// Ids that are made of other ids, so that whoever holds one finds its items without an index.
import { AttemptId, CampaignId, ContactId } from '#contract/ids.ts'

/** The shard is the first digit of the contact's id, so that no look-up needs the campaign. */
export const shardOf = (contactId: ContactId): number => Number.parseInt(contactId.charAt('ctc_'.length), 16)

/** `digest`: 25 or more hexadecimal digits of the SHA-256 of campaign and number. */
export const contactIdOf = (digest: string, shards: number): ContactId => {
  const shard = Number.parseInt(digest.slice(0, 4), 16) % shards
  return ContactId.parse(`ctc_${shard.toString(16)}${digest.slice(0, 25)}`)
}

export const attemptIdOf = (campaignId: CampaignId, contactId: ContactId, n: number): AttemptId =>
  AttemptId.parse(`att_${campaignId.slice('cmp_'.length)}_${contactId.slice('ctc_'.length)}_${n}`)

type AttemptParts = Readonly<{ campaignId: CampaignId; contactId: ContactId; n: number }>

const readParts = (attemptId: AttemptId): AttemptParts => {
  const [, campaign, contact, n] = attemptId.split('_')
  return { campaignId: CampaignId.parse(`cmp_${campaign}`), contactId: ContactId.parse(`ctc_${contact}`), n: Number(n) }
}

/** What is written about an attempt at a time asks for its keys again and again. */
let latest: { attemptId: AttemptId; parts: AttemptParts } | undefined

export const partsOf = (attemptId: AttemptId): AttemptParts => {
  if (latest?.attemptId !== attemptId) latest = { attemptId, parts: readParts(attemptId) }
  return latest.parts
}

/** Partitions for so many contacts: one takes 1 000 writes a second (DynamoDB), so a million contacts need many. */
export const shardsFor = (contacts: number): number => Math.min(16, Math.max(1, Math.ceil(contacts / 50_000)))
