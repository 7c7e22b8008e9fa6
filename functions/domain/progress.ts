// Counters of a campaign: one definition for the API, the table, the screen and the documentation.
import type { CampaignStats } from '#contract/campaign.ts'
import type { ContactState } from '#contract/contact-parts.ts'
import { Outcome } from '#contract/outcome.ts'
import type { AttemptChange } from './attempt.ts'
import { isOver } from './attempt.ts'

const TALLIES = [
  /** Change since the contact was added: a campaign's waiting contacts are its total plus the sum of these. */
  'waiting',
  'live',
  'retrying',
  'finished',
  'succeeded',
  'callsPlaced',
  'callsAnswered',
  'callsCompleted',
  'callsFailed',
  'billedSeconds',
] as const
export type Counter = (typeof TALLIES)[number] | `outcome:${Outcome}`

const ofOutcome = (outcome: Outcome): Counter => `outcome:${outcome}`
/** Every counter that a lane keeps. A campaign's counters are the sums over its lanes. */
export const COUNTERS: readonly Counter[] = [...TALLIES, ...Outcome.options.map(ofOutcome)]

export type Deltas = Partial<Record<Counter, number>>

const COUNTED_AS: Record<ContactState, Extract<Counter, 'waiting' | 'live' | 'retrying' | 'finished'>> = {
  pending: 'waiting',
  calling: 'live',
  retrying: 'retrying',
  done: 'finished',
  failed: 'finished',
  suppressed: 'finished',
  cancelled: 'finished',
}

export const addDeltas = (...all: Deltas[]): Deltas => {
  const sum: Deltas = {}
  for (const deltas of all) {
    for (const counter of COUNTERS) {
      const delta = deltas[counter] ?? 0
      if (delta !== 0) sum[counter] = (sum[counter] ?? 0) + delta
    }
  }
  return sum
}

/** A contact moved from one state to another. */
export const contactMoved = (from: ContactState, to: ContactState): Deltas =>
  addDeltas(
    { [COUNTED_AS[from]]: -1, ...(from === 'done' ? { succeeded: -1 } : {}) },
    { [COUNTED_AS[to]]: 1, ...(to === 'done' ? { succeeded: 1 } : {}) },
  )

/** An attempt that was counted with one outcome meant another. */
export const outcomeChanged = (from: Outcome, to: Outcome): Deltas => addDeltas({ [ofOutcome(from)]: -1 }, { [ofOutcome(to)]: 1 })

/** An attempt changed. */
export const attemptChanged = (change: AttemptChange, seconds = 0): Deltas => {
  const deltas: Deltas = {}
  if (change.placed) deltas.callsPlaced = 1
  if (change.answered) deltas.callsAnswered = 1
  if (!isOver(change.state)) return deltas
  if (change.outcome) deltas[`outcome:${change.outcome}`] = 1
  if (change.state === 'completed' || change.wasAnswered) return addDeltas(deltas, { callsCompleted: 1, billedSeconds: seconds })
  return addDeltas(deltas, { callsFailed: 1 })
}

/** The metrics of a campaign from its total and the sum of its lanes' counters. */
export const statsOf = (totalContacts: number, sum: Deltas): CampaignStats => {
  const count = (counter: Counter): number => sum[counter] ?? 0
  const outcomes: CampaignStats['outcomes'] = {}
  for (const outcome of Outcome.options) {
    const ended = count(ofOutcome(outcome))
    if (ended > 0) outcomes[outcome] = ended
  }
  return {
    totalContacts,
    waiting: totalContacts + count('waiting'),
    live: count('live'),
    retrying: count('retrying'),
    finished: count('finished'),
    callsPlaced: count('callsPlaced'),
    callsAnswered: count('callsAnswered'),
    callsCompleted: count('callsCompleted'),
    callsFailed: count('callsFailed'),
    averageDuration: count('callsCompleted') > 0 ? count('billedSeconds') / count('callsCompleted') : null,
    successRate: count('finished') > 0 ? count('succeeded') / count('finished') : null,
    outcomes,
  }
}
