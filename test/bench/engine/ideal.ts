// The ideal work-conserving queue: no overhead at all, a free line takes the oldest due retry, else somebody new, at once.
import type { Fate } from '../../simulation/network/call.ts'
import { lineMs } from './fates.ts'
import { heapOf } from './heap.ts'

export type Load = {
  contacts: number
  lines: number
  /** Least time between two dials: the longer of the campaign's delay and the account's pace. */
  gapMs: number
  maxAttempts: number
  retryDelayMs: number
}

export type QueueFigures = {
  calls: number
  /** From the first dial to the end of the last call. */
  makespanMs: number
  /** Share of the lines' time in which they carried a call. */
  utilisation: number
  retryLatenessMs: number[]
}

type Call = { contact: number; attempt: number }

export const idealQueue = (campaign: Load, fateOf: (contact: number, attempt: number) => Fate): QueueFigures => {
  const lines = heapOf<undefined>()
  const retries = heapOf<Call>()
  for (let line = 0; line < campaign.lines; line++) lines.add(0, undefined)
  const retryLatenessMs: number[] = []
  let fresh = 0
  let nextDialAt = 0
  let busyMs = 0
  let calls = 0
  let makespanMs = 0

  /** Whom a line takes that is free at `at`, and when it can dial. */
  const choose = (at: number): { call: Call; at: number } | undefined => {
    const dueAt = retries.nextAt()
    if (fresh < campaign.contacts && (dueAt === undefined || dueAt > at)) return { call: { contact: fresh++, attempt: 1 }, at }
    const retry = retries.take()
    if (!retry) return undefined
    const dialAt = Math.max(at, retry.at)
    retryLatenessMs.push(dialAt - retry.at)
    return { call: retry.item, at: dialAt }
  }

  while (fresh < campaign.contacts || retries.nextAt() !== undefined) {
    const free = lines.take()
    const chosen = free && choose(Math.max(free.at, nextDialAt))
    if (!chosen) break
    const { call, at } = chosen
    nextDialAt = at + campaign.gapMs
    const fate = fateOf(call.contact, call.attempt)
    const endsAt = at + lineMs(fate)
    busyMs += lineMs(fate)
    calls += 1
    makespanMs = Math.max(makespanMs, endsAt)
    if (fate.kind !== 'answers' && call.attempt < campaign.maxAttempts) {
      retries.add(endsAt + campaign.retryDelayMs, { contact: call.contact, attempt: call.attempt + 1 })
    }
    lines.add(endsAt, undefined)
  }
  return { calls, makespanMs, utilisation: busyMs / (makespanMs * campaign.lines), retryLatenessMs }
}
