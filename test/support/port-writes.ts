// What each call of a port writes, seen by making it: over a table that notes actions, partitions and attributes.
import { ACTIVATED } from '#app/campaigns/activated.ts'
import { listeningIn } from '#store/listening.ts'
import type { Table, Write } from '#store/table-operations.ts'
import { aCampaign, aContact, anAttempt, attemptId, campaignId, phone } from './builders.ts'
import { openStore, type Store } from './store.ts'

export type Noted = { action: 'PutItem' | 'UpdateItem' | 'DeleteItem'; partition: string; attributes: string[] }

const namesOf = ({ change, condition }: Pick<Extract<Write, { change: unknown }>, 'change' | 'condition'>): string[] => {
  const named = [...(condition?.text ?? '').matchAll(/#(\w+)/g)].map(([, name]) => name ?? '')
  return [...Object.keys(change.set ?? {}), ...Object.keys(change.add ?? {}), ...(change.remove ?? []), ...named]
}

const notedOf = (write: Write): Noted[] => {
  if ('put' in write) return [{ action: 'PutItem', partition: write.put.PK, attributes: Object.keys(write.put) }]
  if ('remove' in write) return [{ action: 'DeleteItem', partition: write.remove.PK, attributes: [] }]
  if ('check' in write) return []
  return [{ action: 'UpdateItem', partition: write.key.PK, attributes: namesOf(write) }]
}

/** Has nothing, and takes everything. */
const notingTable = () => {
  const noted: Noted[] = []
  const note = (write: Write) => void noted.push(...notedOf(write))
  const table: Table = {
    get: async () => undefined,
    existing: async () => [],
    all: async () => [],
    query: async () => ({ items: [], last: undefined }),
    async put(put) {
      note({ name: 'put', put })
      return true
    },
    async take(remove) {
      note({ name: 'take', remove })
      return undefined
    },
    async update(key, write) {
      note({ name: 'update', key, ...write })
      return undefined
    },
    async transact(writes) {
      writes.forEach(note)
      return { ok: true }
    },
  }
  return { noted, table }
}

const at = '2026-11-02T15:00:00.000Z'
const attempt = anAttempt()
const settled = { state: 'completed', outcome: 'human', callSid: 'CA1', placed: true, answered: true, wasAnswered: true } as const
const again = { state: 'retrying', dueAt: 0, refund: true } as const
const deltas = { callsPlaced: 1 }
const breaker = { provider: 'twilio', version: 1, state: 'closed', windowMs: 0, failures: 0, successes: 0, openings: 0 } as const
const look = { sinceMs: 0, looks: 0, dueMs: 0 }

/** Each as wide as it can be: with everything that it may be given. */
const CALLS: Readonly<Record<string, (store: Store) => Promise<unknown>>> = {
  'activity.add': async ({ activity }) => {
    const entry = { at, by: 'ringmaster', action: 'breaker-opened', because: 'calls fail' } as const
    await activity.add(entry)
    await activity.add({ ...entry, campaignId })
  },
  'attempts.awaitResult': ({ attempts }) => attempts.awaitResult(attemptId, { ...look, conversationId: 'conv_1' }),
  'attempts.callBackAt': ({ attempts }) => attempts.callBackAt(attemptId, at),
  'attempts.extendLease': ({ attempts }) => attempts.extendLease(attemptId, 1),
  'attempts.missResult': ({ attempts }) => attempts.missResult(attemptId, 'nobody knows'),
  // What else it may note is no more than its type allows.
  'attempts.note': ({ attempts }) => attempts.note(attemptId, { answeredBy: 'human' }),
  'attempts.noteResult': ({ attempts }) =>
    attempts.noteResult(attemptId, {
      conversationId: 'conv_1',
      result: { conversationId: 'conv_1', state: 'done' },
      verdict: 'success',
      agentSpoke: true,
      mediaFailure: 'silence',
    }),
  'attempts.openStream': ({ attempts }) => attempts.openStream(attempt, { openedMs: 1, answeredForMs: 1, heldAt: 'http://10.17.0.5:8080' }),
  'breakers.change': ({ breakers }) => breakers.change(breaker, { state: 'open', openedMs: 1, probeMs: 1 }),
  'breakers.count': ({ breakers }) => breakers.count(breaker, { failures: 1, successes: 0 }),
  'desk.spend': ({ table }) => listeningIn(table).spend({ nonce: 'once', callId: attemptId, expiresMs: 0 }),
  'ledger.advance': ({ ledger }) => ledger.advance(attempt, { change: settled, at, leaseMs: 1, deltas }),
  'ledger.refine': ({ ledger }) =>
    ledger.refine(attempt, {
      ...{ outcome: 'voicemail', contact: aContact({ state: 'done', n: 1 }), next: again, refund: 1, deltas, campaign: aCampaign() },
    }),
  'ledger.reopen': ({ ledger }) =>
    ledger.reopen({
      ...{ campaign: aCampaign(), patch: { ...ACTIVATED, state: 'active', run: 2 }, contacts: [aContact({ state: 'done' })] },
      ...{ dueAt: at, deltas },
    }),
  'ledger.settle': ({ ledger }) =>
    ledger.settle(attempt, {
      ...{ change: settled, at, freedMs: 1, seconds: 1, sipCode: 200, refusalCode: 1, answeredBy: 'human', next: again, deltas },
    }),
  'numbers.suppress': ({ numbers }) => numbers.suppress(phone, { at, because: 'said so in a call' }),
  'recordings.expect': ({ recordings }) => recordings.expect(attemptId, look),
  'recordings.settle': ({ recordings }) => recordings.settle(attemptId),
  'transcripts.tell': ({ transcripts }) => transcripts.tell(attemptId, { index: 0, kind: 'said', by: 'agent', text: 'Hello', atMs: 0 }),
}

export const PORT_WRITES: readonly string[] = Object.keys(CALLS)

export const writesOf = async (call: string): Promise<Noted[]> => {
  const { noted, table } = notingTable()
  await CALLS[call]?.(openStore(() => table))
  return noted
}

/** All calls of ports that come to the table, whether they write or not. */
export const portCalls = (): string[] => {
  const {
    table: _,
    clock: _clock,
    move: _move,
    reread: _reread,
    campaign: _campaign,
    contact: _contact,
    ...ports
  } = openStore(() => notingTable().table)
  const calls = Object.entries(ports).flatMap(([port, methods]) => Object.keys(methods).map((method) => `${port}.${method}`))
  return [...calls, 'desk.spend', 'desk.whereIs']
}
