// What the counters of a campaign should be: counted from its contacts and attempts themselves.
import type { AttemptState } from '#contract/attempt.ts'
import type { ContactState } from '#contract/contact-parts.ts'
import { COUNTERS, type Counter } from '#domain/progress.ts'
import type { Item } from '#store/table-operations.ts'
import { count, text } from './books.ts'

const OF_CONTACT: Record<ContactState, Counter> = {
  pending: 'waiting',
  calling: 'live',
  retrying: 'retrying',
  done: 'finished',
  failed: 'finished',
  suppressed: 'finished',
  cancelled: 'finished',
}

const OUTCOMES = new Map<string | undefined, Counter>(COUNTERS.map((counter) => [counter.replace('outcome:', ''), counter]))
const COUNTER_OF = new Map<string | undefined, Counter>(Object.entries(OF_CONTACT))

const ENDS: Record<Exclude<AttemptState, 'claimed' | 'unknown' | 'queued' | 'initiated' | 'ringing' | 'answered' | 'void'>, true> = {
  completed: true,
  busy: true,
  'no-answer': true,
  failed: true,
  canceled: true,
}

export const countsOfContact = (contact: Item): readonly (readonly [Counter, number])[] => {
  const state = text(contact, 'state')
  const counter = COUNTER_OF.get(state)
  if (!counter) throw new Error(`A contact is ${state}`)
  return state === 'done'
    ? [
        [counter, 1],
        ['succeeded', 1],
      ]
    : [[counter, 1]]
}

export const countsOfAttempt = (attempt: Item): readonly (readonly [Counter, number])[] => {
  const state = text(attempt, 'state') ?? ''
  const counts: [Counter, number][] = []
  const wasAnswered = state === 'completed' || text(attempt, 'answeredAt') !== undefined
  if (text(attempt, 'callSid') !== undefined) counts.push(['callsPlaced', 1])
  if (wasAnswered) counts.push(['callsAnswered', 1])
  if (!Object.hasOwn(ENDS, state)) return counts
  const outcome = OUTCOMES.get(text(attempt, 'outcome'))
  if (outcome) counts.push([outcome, 1])
  if (wasAnswered) counts.push(['callsCompleted', 1], ['billedSeconds', count(attempt, 'seconds')])
  else counts.push(['callsFailed', 1])
  return counts
}
