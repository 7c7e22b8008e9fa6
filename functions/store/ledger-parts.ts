// The writes that the ledger's transactions are made of: one for each thing that a call touches, with what must be true of it.
import type { Written } from '#app/ports/ledger.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { LaneRecord } from '#app/records/lane.ts'
import type { NumberRecord } from '#app/records/number.ts'
import type { ContactState } from '#contract/contact-parts.ts'
import type { CampaignId } from '#contract/ids.ts'
import { CONTACT_MOVES, type ContactMove, type MovesTo } from '#domain/contact-moves.ts'
import type { Deltas } from '#domain/progress.ts'
import { type Change, removedBy } from './expression.ts'
import { conditionOf, type Part, type Requirement, refusalIn } from './requirements.ts'
import {
  attemptKey,
  callsPartition,
  campaignKey,
  contactKey,
  dueSort,
  type Key,
  laneKey,
  numberKey,
  retriesPartition,
  watchKey,
} from './table.ts'
import type { Item, Table, Write } from './table-operations.ts'

/** `because` tells in words why the write was refused, from what it found. */
export type PartWrite<P extends Part> = Write & { name: P; because: (found: Item | undefined) => string[] }

/** A write of a part, refused unless the requirement is met. */
export const part = <P extends Part>(
  name: P,
  write: { key: Key; change: Change } | { put: Item },
  requires: Requirement<P> = {},
): PartWrite<P> => {
  const condition = conditionOf(requires)
  return { name, ...write, ...(condition ? { condition } : {}), because: (found) => refusalIn(name, requires, found) }
}

/** Takes a part away, unless the requirement is not met. */
export const removal = <P extends Part>(name: P, key: Key, requires: Requirement<P>): PartWrite<P> => {
  const condition = conditionOf(requires)
  return { name, remove: key, ...(condition ? { condition } : {}), because: (found) => refusalIn(name, requires, found) }
}

/** All parts or none. What refused is told once, however many parts say the same. */
export const writeParts = async <P extends Part>(table: Table, parts: readonly PartWrite<P>[]): Promise<Written<P>> => {
  const written = await table.transact(parts)
  if (written.ok) return written
  const { refused } = written
  return {
    ok: false,
    refused: [...new Set(refused.map(({ write }) => write.name))],
    because: [...new Set(refused.flatMap(({ write, found }) => write.because(found)))],
  }
}

/** What a contact that is not due loses: its place in the due index, and who waits for it. */
export const NOT_DUE = ['dueAt', 'duePK', 'dueSK', 'heldBy', 'heldBecause']

type ContactPlace = Pick<AttemptRecord, 'campaignId' | 'contactId'>

/** In the retry partition of the due index. */
export const dueAgain = ({ campaignId, contactId }: ContactPlace, dueAt: string) => ({
  dueAt,
  duePK: retriesPartition(campaignId),
  dueSK: dueSort(dueAt, contactId),
})

type Moved<M extends ContactMove> = {
  /** The state that was read, where the counters depend on it. */
  seen?: ContactState
  /** Absent: the contact stays in its state. */
  to?: MovesTo<M>
  change?: Change
}

/** The contact whose last attempt is the n-th makes one of its moves. */
export const moveContact = <M extends ContactMove>(
  { campaignId, contactId, n }: ContactPlace & { n: number },
  move: M,
  { seen, to, change = {} }: Moved<M>,
): PartWrite<'contact'> => {
  const from: readonly ContactState[] = CONTACT_MOVES[move].from
  if (seen !== undefined && !from.includes(seen)) {
    throw new Error(`The ledger was asked to ${move} a contact that is ${seen}: only one that is ${from.join(' or ')} can be`)
  }
  const state = seen ?? from
  const set = { ...change.set, ...(to ? { state: to } : {}) }
  return part('contact', { key: contactKey(campaignId, contactId), change: { ...change, set } }, { state, n })
}

/** Nobody has written to the attempt since it was read. */
export const changeAttempt = (
  attempt: AttemptRecord,
  set: Record<string, unknown>,
  requires: Requirement<'attempt'> = {},
): PartWrite<'attempt'> =>
  part('attempt', { key: attemptKey(attempt.id), change: { set, add: { version: 1 } } }, { version: attempt.version, ...requires })

/** The attempt enters the list of calls. */
export const ended = (attempt: AttemptRecord, at: string) => ({
  endedAt: at,
  callsPK: callsPartition(attempt.campaignId),
  callsSK: `${at}#${attempt.id}`,
})

/** Only the lock's holder writes to the number, and lets it go. */
export const unlockNumber = (attempt: AttemptRecord, set: Partial<NumberRecord> = {}): PartWrite<'number'> =>
  part('number', { key: numberKey(attempt.phone), change: { set, add: { version: 1 }, remove: ['lockedBy'] } }, { lockedBy: attempt.id })

type Line = Pick<LaneRecord, 'k'> & { campaignId: CampaignId }

/** A lane's counters, and what else becomes of it. */
export const changeLane = (
  { campaignId, k }: Line,
  { deltas, ...change }: Omit<Change, 'add'> & { deltas: Deltas },
  requires: Requirement<'lane'>,
): PartWrite<'lane'> => part('lane', { key: laneKey(campaignId, k), change: { ...change, add: { ...deltas, version: 1 } } }, requires)

/** Nobody has changed the campaign since it was read. */
export const changeCampaign = ({ id, version }: CampaignRecord, patch: Partial<CampaignRecord> = {}): PartWrite<'campaign'> =>
  part('campaign', { key: campaignKey(id), change: { set: patch, remove: removedBy(patch), add: { version: 1 } } }, { version })

/** The reconciler looks after the campaign from now on. */
export const watched = (id: CampaignId): PartWrite<'campaign'> => part('campaign', { put: { ...watchKey(id), id } })
