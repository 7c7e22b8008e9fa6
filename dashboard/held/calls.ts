// What the page holds of a campaign's calls: those that are on, and the newest that are over.
import type { AttemptState, Call } from '#contract/attempt.ts'
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

/** Oldest first: rows stay where they are while others come and go. */
export const live = (calls: readonly HeldCall[]): HeldCall[] =>
  calls.filter((held) => !hasEnded(held)).sort((one, other) => one.call.claimedAt.localeCompare(other.call.claimedAt))

/** Newest first. A void attempt never reached the provider, so it was no call. */
export const ended = (calls: readonly HeldCall[]): HeldCall[] =>
  calls.filter((held) => hasEnded(held) && held.call.state !== 'void').sort((one, other) => endedAt(other).localeCompare(endedAt(one)))

const merge = (held: readonly HeldCall[], news: readonly HeldCall[]): HeldCall[] => {
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
  const kept = new Set(
    all
      .filter(hasEnded)
      .sort((one, other) => endedAt(other).localeCompare(endedAt(one)))
      .slice(0, MOST_ENDED),
  )
  return all.filter((one) => !hasEnded(one) || kept.has(one))
}

/** A `campaign_call_update`. */
export const withCalls = (held: readonly HeldCall[], calls: readonly Call[], now: number): HeldCall[] =>
  merge(
    held,
    calls.map((call) => ({ call, since: now, heardAt: now })),
  )

type Snapshot = {
  /** Every call that is on, as far as the page shows them. */
  live: readonly Call[]
  recent: readonly Call[]
  askedAt: number
  now: number
  /** The campaigns' time when it was asked: it need not be the viewer's. */
  campaignNow: number
}

/** Calls read over HTTP. A call that was on when last heard of, and is not in the answer, is over. */
export const withCallSnapshot = (held: readonly HeldCall[], snapshot: Snapshot): HeldCall[] => {
  const { askedAt, now, campaignNow } = snapshot
  const answered = new Set(snapshot.live.map(({ id }) => id))
  const still = held.filter((one) => hasEnded(one) || one.heardAt >= askedAt || answered.has(one.call.id))
  const news = [...snapshot.recent, ...snapshot.live].map((call) => {
    const lasted = Math.max(0, campaignNow - Date.parse(call.answeredAt ?? call.claimedAt))
    return { call, since: now - lasted, heardAt: now }
  })
  return merge(still, news)
}
