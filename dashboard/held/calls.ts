// What the page holds of a campaign's calls: those that are on, and the newest that are over.
import type { AttemptState } from '#contract/attempt.ts'
import type { Call } from '#contract/call.ts'
import type { AttemptId } from '#contract/ids.ts'

export type HeldCall = {
  call: Call
  /** When the call began to ring or was answered, on the viewer's clock: campaign time may run faster. */
  since: number
  /** When it was last heard of. */
  heardAt: number
}

const OVER: ReadonlySet<AttemptState> = new Set(['completed', 'busy', 'no-answer', 'failed', 'canceled', 'void'])
/** Held beyond what is shown, so that late news of an ended call is known to be old. */
const MOST_ENDED = 500

export const isOver = (state: AttemptState): boolean => OVER.has(state)
const hasEnded = ({ call }: HeldCall): boolean => isOver(call.state)
const endedAt = ({ call }: HeldCall): string => call.endedAt ?? call.claimedAt

/** Instants in ISO text, which sort as they are; a comparison by language takes ten times as long, and a thousand lines are sorted often. */
const byInstant = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
const newestEnd = (one: HeldCall, other: HeldCall): number => byInstant(endedAt(other), endedAt(one))

/** Oldest first: rows stay where they are while others come and go. */
export const live = (calls: readonly HeldCall[]): HeldCall[] =>
  calls.filter((held) => !hasEnded(held)).sort((one, other) => byInstant(one.call.claimedAt, other.call.claimedAt))

const endedOf = new WeakMap<readonly HeldCall[], readonly HeldCall[]>()

/** Newest first. A void attempt never reached the provider, so it was no call. Sorted once for all who show some of them. */
export const ended = (calls: readonly HeldCall[]): readonly HeldCall[] => {
  const known = endedOf.get(calls)
  if (known) return known
  const sorted = calls.filter((held) => hasEnded(held) && held.call.state !== 'void').sort(newestEnd)
  endedOf.set(calls, sorted)
  return sorted
}

export const withCalls = (held: readonly HeldCall[], news: readonly HeldCall[]): HeldCall[] => {
  const merged = new Map<AttemptId, HeldCall>(held.map((one) => [one.call.id, one]))
  for (const one of news) {
    const before = merged.get(one.call.id)
    if (before && one.call.version < before.call.version) continue
    const isSamePhase = before && (before.call.answeredAt === undefined) === (one.call.answeredAt === undefined)
    // Lists leave out some of what was pushed.
    const call = before?.call.version === one.call.version ? { ...before.call, ...one.call } : one.call
    merged.set(one.call.id, { ...one, call, ...(isSamePhase ? { since: before.since } : {}) })
  }
  const all = [...merged.values()]
  const over = all.filter(hasEnded)
  if (over.length <= MOST_ENDED) return all
  const kept = new Set(over.sort(newestEnd).slice(0, MOST_ENDED))
  return all.filter((one) => !hasEnded(one) || kept.has(one))
}

/** A `campaign_call_update` that was heard at `at`. */
export const heard = (calls: readonly Call[], at: number): HeldCall[] => calls.map((call) => ({ call, since: at, heardAt: at }))

type Snapshot = {
  /** Every call that is on; where there are more than were read, `isWhole` says no. */
  live: readonly Call[]
  isWhole: boolean
  recent: readonly Call[]
  askedAt: number
  now: number
  /** The campaigns' time when it was asked: it need not be the viewer's. */
  campaignNow: number
}

/** Calls read over HTTP. A call that was on when last heard of, and is not in a whole answer, is over. */
export const withCallSnapshot = (held: readonly HeldCall[], snapshot: Snapshot): HeldCall[] => {
  const { askedAt, isWhole, now, campaignNow } = snapshot
  const answered = new Set(snapshot.live.map(({ id }) => id))
  const still = held.filter((one) => !isWhole || hasEnded(one) || one.heardAt >= askedAt || answered.has(one.call.id))
  const news = [...snapshot.recent, ...snapshot.live].map((call) => {
    const lasted = Math.max(0, campaignNow - Date.parse(call.answeredAt ?? call.claimedAt))
    return { call, since: now - lasted, heardAt: now }
  })
  return withCalls(still, news)
}
