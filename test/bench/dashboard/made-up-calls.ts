// A campaign whose calls never stop: so many are always on, and each event moves one of them, lets one of them speak, or counts them all.
import type { Call } from '#contract/call.ts'
import type { CampaignStats } from '#contract/campaign.ts'
import type { PushedEvent } from '#contract/events.ts'
import type { Outcome } from '#contract/outcome.ts'
import { aCall, aSnapshot, callsOf, progressOf, someStats, turnsOf } from '../../dashboard/support/build.ts'

/** Of ten events: six move a call, three are turns of conversations, one counts. */
const OF = 10
const TURNS = 3
const LIFE = ['claimed', 'ringing', 'answered', 'completed'] as const
const OUTCOMES: readonly Outcome[] = ['human', 'no-answer', 'human', 'voicemail', 'busy']
const SAID = [
  'Hello, do you have a minute about your plan?',
  'Yes, go on.',
  'You have been with us for three years now, and your plan ends in May.',
  'What would it cost to go on?',
]

type Moving = { call: Call; stage: number; turns: number }

/** `lines`: calls that are always on. */
export const makeUpCalls = (lines: number) => {
  let begun = 0
  let events = 0
  let over = 0
  const outcomes: Partial<Record<Outcome, number>> = {}

  const begin = (stage: number): Moving => {
    begun += 1
    const now = new Date().toISOString()
    const call = aCall(begun, {
      phone: `+1202 •••• ${String(begun % 10_000).padStart(4, '0')}`,
      state: LIFE[stage] ?? 'claimed',
      claimedAt: now,
      ...(stage >= 2 ? { answeredAt: now } : {}),
    })
    return { call, stage, turns: 0 }
  }
  const calls = Array.from({ length: lines }, (_, i) => begin(i % 3))
  const ended: Call[] = []

  const end = (call: Call): Call => {
    const outcome = OUTCOMES[over % OUTCOMES.length] ?? 'human'
    over += 1
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
    return { ...call, state: 'completed', outcome, endedAt: new Date().toISOString(), seconds: 30 + (over % 90) }
  }

  /** The next stage of its life; after the last one another call takes its line. */
  const move = (line: number): PushedEvent => {
    const moving = calls[line] ?? begin(0)
    const stage = moving.stage + 1
    const now = new Date().toISOString()
    const told = { ...moving.call, version: moving.call.version + 1, state: LIFE[stage] ?? 'completed' }
    const call = stage === LIFE.length - 1 ? end(told) : { ...told, ...(stage === 2 ? { answeredAt: now } : {}) }
    if (stage === LIFE.length - 1) {
      ended.unshift(call)
      ended.length = Math.min(ended.length, 100)
      const next = begin(0)
      calls[line] = next
      return callsOf(call, next.call)
    }
    calls[line] = { call, stage, turns: moving.turns }
    return callsOf(call)
  }

  const speak = (line: number): PushedEvent => {
    const moving = calls[line] ?? begin(2)
    moving.turns += 1
    const index = moving.turns
    return turnsOf(moving.call, {
      ...{ index, atMs: index * 3_000, kind: 'said' },
      by: index % 2 === 0 ? 'caller' : 'agent',
      text: SAID[index % SAID.length] ?? '',
    })
  }

  const stats = (): CampaignStats =>
    someStats({
      ...{ totalContacts: 1_000_000, waiting: 1_000_000 - begun, live: lines, retrying: 0, finished: over },
      ...{ callsPlaced: begun, callsAnswered: over, callsCompleted: over, callsFailed: 0, averageDuration: 75, successRate: 0.4 },
      outcomes,
    })

  return {
    next: (): PushedEvent => {
      events += 1
      const kind = events % OF
      // Steps through the lines that shares no divisor with their number in practice, so that all of them move.
      const line = (events * 7_919) % lines
      if (kind === 0) return progressOf(events, stats(), undefined, new Date().toISOString())
      return kind <= TURNS ? speak(line) : move(line)
    },
    snapshot: () => aSnapshot({ settings: { maxConcurrentCalls: lines } }, stats()),
    live: (): Call[] => calls.map(({ call }) => call),
    ended: (): Call[] => ended,
  }
}
