// The partitions of the table as IAM names them, so that who is told of calls writes to some of them alone. functions/store/table.ts makes their keys.
import { ContactRow } from '#contract/contact.ts'

// A pattern's `?` is one character, and an id has 26 of them: `*` would reach into every other partition of a campaign.
const campaign = `CAMPAIGN#cmp_${'?'.repeat(26)}`

export const PARTITIONS = {
  campaigns: [campaign],
  /** Contacts, each with its calls, on up to sixteen shards. */
  calls: [`${campaign}#C?`, `${campaign}#C1?`],
  lanes: [`${campaign}#LANES`],
  log: [`${campaign}#LOG`, 'ACCOUNT#LOG'],
  transcripts: [`${campaign}#CALL#att_*`],
  conversations: ['CONVERSATION#*'],
  recordings: ['RECORDING#att_*'],
  numbers: ['NUMBER#+*'],
  breakers: ['ACCOUNT'],
  watched: ['WATCHED'],
  passes: ['LISTENING#*'],
} as const
export type Partition = keyof typeof PARTITIONS

/** Whom a campaign calls, from where and when, and what its agent knows and says. */
const ORDERS = [...Object.keys(ContactRow.shape), 'agentId', 'from', 'settings', 'defaultCountry']
/** Whether a number may be called, and how often it was. */
const PROTECTION = ['suppressed', 'suppressedAt', 'suppressedBecause', 'suppressedBy', 'recent']

export type Writes = {
  /** Items that are there change. */
  updates: readonly Partition[]
  /** Items are added, or take another's place. */
  puts: readonly Partition[]
  /** Attributes that no update may name. */
  never: readonly string[]
}

/** News of a call from its carrier: it goes on, ends, or meant something else. */
export const CALL_NEWS: Writes = {
  updates: ['campaigns', 'calls', 'lanes', 'numbers', 'breakers'],
  puts: ['log'],
  never: [...ORDERS, ...PROTECTION],
}

/** The same where somebody has picked up: whether a recording comes is looked after from then on. */
export const ANSWER: Writes = { ...CALL_NEWS, puts: ['log', 'recordings'] }

export const RECORDING_NEWS: Writes = { updates: ['calls', 'recordings'], puts: ['recordings'], never: [...ORDERS, ...PROTECTION] }

/** What became of a conversation. Who wants no more calls gets none, and who wants another one is called. */
export const CONVERSATION_NEWS: Writes = {
  updates: ['campaigns', 'calls', 'lanes', 'numbers'],
  puts: ['log', 'transcripts', 'watched'],
  never: [...ORDERS, 'recent'],
}

/** The same, asked for again where nobody knows it yet. */
export const CONVERSATION_LOOK: Writes = { ...CONVERSATION_NEWS, puts: [...CONVERSATION_NEWS.puts, 'conversations'] }

/** What the bridge tells of the calls that it carries, and who listens to them. */
export const CARRIED_CALLS: Writes = { ...CONVERSATION_NEWS, puts: ['log', 'transcripts', 'conversations', 'passes'] }
