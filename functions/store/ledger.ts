// Every write that touches more than one item. Nobody else may build a transaction over attempts, contacts, numbers and lanes.
import type { ImportStep, Ledger } from '#app/ledger-port.ts'
import type { AttemptRecord, ContactRecord, NumberRecord } from '#app/records.ts'
import type { CampaignId } from '#contract/ids.ts'
import { shardOf } from '#domain/ids.ts'
import type { Deltas } from '#domain/progress.ts'
import type { Table, Write } from './dynamo.ts'
import { removedBy } from './expression.ts'
import {
  attemptKey,
  callsPartition,
  campaignKey,
  contactKey,
  dueSort,
  freshPartition,
  importKey,
  laneKey,
  numberKey,
  retriesPartition,
  watchKey,
} from './table.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** A number's record stays small whatever the cap is. */
const RECENT = 50

type Part = 'contact' | 'attempt' | 'number' | 'lane' | 'campaign' | 'import'
type Named<P extends Part> = Write & { name: P }

const counted = (deltas: Deltas): Record<string, number> => ({ ...deltas, version: 1 })

/** A lane busy with the attempt becomes free. */
const freeLane = (attempt: AttemptRecord, { freedMs, deltas }: { freedMs: number; deltas: Deltas }): Named<'lane'> => ({
  name: 'lane',
  key: laneKey(attempt.campaignId, attempt.k),
  change: { set: { lastAttemptId: attempt.id, freedMs }, add: counted(deltas), remove: ['attemptId'] },
  condition: { text: '#attemptId = :attemptId', values: { attemptId: attempt.id } },
})

const unlockNumber = (attempt: AttemptRecord, set: Partial<NumberRecord> = {}): Named<'number'> => ({
  name: 'number',
  key: numberKey(attempt.phone),
  change: { set, add: { version: 1 }, remove: ['lockedBy'] },
  condition: { text: '#lockedBy = :attemptId', values: { attemptId: attempt.id } },
})

/** The contact that this very attempt is calling moves on. */
const moveContact = (attempt: AttemptRecord, change: { set: Record<string, unknown>; refund: boolean }): Named<'contact'> => ({
  name: 'contact',
  key: contactKey(attempt.campaignId, attempt.contactId),
  change: { set: change.set, ...(change.refund ? { add: { attempts: -1 } } : {}) },
  condition: { text: '#state = :calling AND #n = :n', values: { calling: 'calling', n: attempt.n } },
})

const dueAgain = (attempt: AttemptRecord, dueAt: string) => ({
  dueAt,
  duePK: retriesPartition(attempt.campaignId),
  dueSK: dueSort(dueAt, attempt.contactId),
})

const attemptWrite = (attempt: AttemptRecord, set: Record<string, unknown>): Named<'attempt'> => ({
  name: 'attempt',
  key: attemptKey(attempt.id),
  change: { set, add: { version: 1 } },
  condition: { text: '#version = :version', values: { version: attempt.version } },
})

/** The attempt leaves the list of live calls. */
const ended = (attempt: AttemptRecord, at: string) => ({
  endedAt: at,
  callsPK: callsPartition(attempt.campaignId, false),
  callsSK: `${at}#${attempt.id}`,
})

const numberAfterClaim = (attempt: AttemptRecord, number: NumberRecord | undefined) => {
  const since = new Date(Date.parse(attempt.claimedAt) - DAY_MS).toISOString()
  const recent = (number?.recent ?? []).filter(({ at }) => at > since)
  return { lockedBy: attempt.id, recent: [...recent, { attemptId: attempt.id, at: attempt.claimedAt }].slice(-RECENT) }
}

const newContact = (contact: ContactRecord) => ({
  ...contactKey(contact.campaignId, contact.id),
  ...contact,
  duePK: freshPartition(contact.campaignId, shardOf(contact.id)),
  dueSK: dueSort(contact.dueAt ?? '', contact.id),
})

export const ledgerIn = (table: Table): Ledger => {
  /** The names of the refused parts are those that were given, which the compiler can then rely on. */
  const transact = async <P extends Part>(writes: readonly Named<P>[]): Promise<{ ok: true } | { ok: false; refused: P[] }> => {
    const written = await table.transact(writes)
    if (written.ok) return written
    const names = new Set(writes.map(({ name }) => name))
    return { ok: false, refused: [...names].filter((name) => written.refused.includes(name)) }
  }

  return {
    claim: ({ attempt, contact, number, deltas }) =>
      transact<'contact' | 'attempt' | 'number' | 'lane'>([
        {
          name: 'contact',
          key: contactKey(contact.campaignId, contact.id),
          change: {
            set: { state: 'calling', n: attempt.n },
            add: { attempts: 1 },
            remove: ['dueAt', 'duePK', 'dueSK', 'heldBy', 'heldBecause'],
          },
          condition: { text: '#state = :state AND #n = :n', values: { state: contact.state, n: contact.n } },
        },
        {
          name: 'attempt',
          put: {
            ...attemptKey(attempt.id),
            ...attempt,
            callsPK: callsPartition(attempt.campaignId, true),
            callsSK: `${attempt.claimedAt}#${attempt.id}`,
          },
          condition: { text: 'attribute_not_exists(#PK)' },
        },
        {
          name: 'number',
          key: numberKey(attempt.phone),
          change: { set: numberAfterClaim(attempt, number), add: { version: 1 } },
          condition: number
            ? { text: '#version = :version', values: { version: number.version } }
            : { text: 'attribute_not_exists(#version)' },
        },
        {
          name: 'lane',
          key: laneKey(attempt.campaignId, attempt.k),
          change: { set: { attemptId: attempt.id }, add: counted(deltas), remove: ['reserved', 'slot'] },
          condition: {
            text: '#open = :true AND #run = :run AND attribute_not_exists(#attemptId)',
            values: { true: true, run: attempt.run },
          },
        },
      ]),

    advance: (attempt, { change, at, leaseMs, deltas }) => {
      const { state, callSid } = change
      const lease = Math.max(attempt.leaseMs, leaseMs)
      const write = attemptWrite(attempt, { state, callSid, leaseMs: lease, ...(change.answered ? { answeredAt: at } : {}) })
      return transact<'attempt' | 'lane'>([write, ...(Object.keys(deltas).length > 0 ? [laneCounters(attempt, deltas)] : [])])
    },

    settle: (attempt, { change, at, freedMs, next, deltas, ...evidence }) =>
      transact([
        attemptWrite(attempt, {
          state: change.state,
          callSid: change.callSid,
          outcome: change.outcome,
          ...evidence,
          ...ended(attempt, at),
        }),
        moveContact(attempt, {
          set: {
            state: next.state,
            outcome: change.outcome,
            ...(next.state === 'retrying' ? dueAgain(attempt, new Date(next.dueAt).toISOString()) : {}),
          },
          refund: next.state === 'retrying' && next.refund,
        }),
        unlockNumber(attempt),
        freeLane(attempt, { freedMs, deltas }),
      ]),

    void: (attempt, { at, dueAt, freedMs, number, deltas }) =>
      transact([
        {
          ...attemptWrite(attempt, { state: 'void', ...ended(attempt, at) }),
          condition: {
            text: '#version = :version AND attribute_not_exists(#callSid)',
            values: { version: attempt.version },
          },
        },
        moveContact(attempt, { set: { state: attempt.cameFrom, ...dueAgain(attempt, dueAt) }, refund: true }),
        // The call never was: it does not count against the number's calls of the day. Only the lock's holder writes the list.
        unlockNumber(attempt, { recent: (number?.recent ?? []).filter(({ attemptId }) => attemptId !== attempt.id) }),
        freeLane(attempt, { freedMs, deltas }),
      ]),

    never: (contact, { state, because, lane, deltas }) =>
      transact<'contact' | 'lane'>([
        {
          name: 'contact',
          key: contactKey(contact.campaignId, contact.id),
          change: { set: { state, heldBecause: because }, remove: ['dueAt', 'duePK', 'dueSK', 'heldBy'] },
          condition: { text: '#state = :state AND #n = :n', values: { state: contact.state, n: contact.n } },
        },
        {
          name: 'lane',
          key: laneKey(contact.campaignId, lane.k),
          change: { add: counted(deltas) },
          condition: { text: '#run = :run AND #open = :true', values: { run: lane.run, true: true } },
        },
      ]),

    refine: (attempt, { outcome, contact, next, deltas }) =>
      transact<'attempt' | 'contact' | 'lane'>([
        attemptWrite(attempt, { outcome, refined: true }),
        {
          name: 'contact',
          key: contactKey(contact.campaignId, contact.id),
          change: next
            ? {
                set: {
                  state: next.state,
                  outcome,
                  ...(next.state === 'retrying' ? dueAgain(attempt, new Date(next.dueAt).toISOString()) : {}),
                },
                ...(next.state === 'retrying' ? {} : { remove: ['dueAt', 'duePK', 'dueSK', 'heldBy', 'heldBecause'] }),
              }
            : { set: { outcome } },
          condition: { text: '#state = :state AND #n = :n', values: { state: contact.state, n: attempt.n } },
        },
        {
          name: 'lane',
          key: laneKey(attempt.campaignId, attempt.k),
          change: { add: counted(deltas) },
          condition: { text: 'attribute_exists(#run)' },
        },
      ]),

    reopen: (contact, { dueAt, deltas }) =>
      transact<'contact' | 'lane'>([
        {
          name: 'contact',
          key: contactKey(contact.campaignId, contact.id),
          change: {
            set: {
              state: 'retrying',
              attempts: 0,
              dueAt,
              duePK: retriesPartition(contact.campaignId),
              dueSK: dueSort(dueAt, contact.id),
            },
            remove: ['heldBecause'],
          },
          condition: { text: '#state = :state AND #n = :n', values: { state: contact.state, n: contact.n } },
        },
        {
          name: 'lane',
          key: laneKey(contact.campaignId, 0),
          change: { add: counted(deltas) },
          condition: { text: 'attribute_exists(#run)' },
        },
      ]),

    importSlice: ({ campaign, patch, contacts, imported }) =>
      transact<'contact' | 'campaign' | 'import'>([
        ...contacts.map(
          (contact): Named<'contact'> => ({
            name: 'contact',
            put: newContact(contact),
            condition: { text: 'attribute_not_exists(#PK)' },
          }),
        ),
        {
          name: 'campaign',
          key: campaignKey(campaign.id),
          change: { set: patch, remove: removedBy(patch), add: { version: 1 } },
          condition: { text: '#version = :version', values: { version: campaign.version } },
        },
        ...(imported ? [importWrite(imported)] : []),
        ...(patch.state === 'active' || (patch.openImports ?? 0) > 0 ? [watchWrite(campaign.id)] : []),
      ]),
  }
}

const watchWrite = (id: CampaignId): Named<'campaign'> => ({ name: 'campaign', put: { ...watchKey(id), id } })

const importWrite = ({ before, after }: ImportStep): Named<'import'> => ({
  name: 'import',
  key: importKey(before.campaignId, before.id),
  change: { set: after },
  condition: { text: '#state = :state AND #rows = :rows', values: { state: before.state, rows: before.rows } },
})

const laneCounters = (attempt: AttemptRecord, deltas: Deltas): Named<'lane'> => ({
  name: 'lane',
  key: laneKey(attempt.campaignId, attempt.k),
  change: { add: counted(deltas) },
  condition: { text: '#attemptId = :attemptId', values: { attemptId: attempt.id } },
})
