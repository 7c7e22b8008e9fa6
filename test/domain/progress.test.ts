import { describe, expect, it } from 'vitest'
import { addDeltas, attemptChanged, contactMoved, outcomeChanged, statsOf } from '#domain/progress.ts'

describe('a campaign’s counters', () => {
  const answered = { state: 'completed', outcome: 'human', placed: true, answered: true, wasAnswered: false } as const
  const missed = { state: 'no-answer', outcome: 'no-answer', placed: true, answered: false, wasAnswered: false } as const

  it('always hold every contact exactly once', () => {
    const sum = addDeltas(
      contactMoved('pending', 'calling'),
      contactMoved('calling', 'done'),
      contactMoved('pending', 'calling'),
      contactMoved('calling', 'retrying'),
      contactMoved('pending', 'suppressed'),
      contactMoved('pending', 'calling'),
    )
    const { waiting, live, retrying, finished } = statsOf(10, sum)
    expect({ waiting, live, retrying, finished }).toEqual({ waiting: 6, live: 1, retrying: 1, finished: 2 })
  })

  it('tell calls by how they ended', () => {
    const stats = statsOf(2, addDeltas(attemptChanged(answered, 30), attemptChanged(missed)))
    expect(stats).toMatchObject({ callsPlaced: 2, callsAnswered: 1, callsCompleted: 1, callsFailed: 1, averageDuration: 30 })
    expect(stats.outcomes).toEqual({ human: 1, 'no-answer': 1 })
  })

  it('take a call that was answered and then lost for a completed one, since it was answered and has ended', () => {
    const change = { state: 'failed', outcome: 'unresolved', placed: false, answered: false, wasAnswered: true } as const
    expect(statsOf(1, attemptChanged(change))).toMatchObject({ callsCompleted: 1, callsFailed: 0 })
  })

  it('count nothing for a void attempt but the contact’s way back', () => {
    const stats = statsOf(1, addDeltas(contactMoved('pending', 'calling'), contactMoved('calling', 'pending')))
    expect(stats).toEqual(statsOf(1, {}))
  })

  it('know no rate before there is anything to divide by', () => {
    expect(statsOf(5, {})).toMatchObject({ averageDuration: null, successRate: null })
  })

  it('take a contact that was spoken to as a success', () => {
    const sum = addDeltas(contactMoved('calling', 'done'), contactMoved('calling', 'failed'))
    expect(statsOf(4, sum).successRate).toBe(0.5)
  })

  it('take it back when the call turns out to have been something else', () => {
    const settled = addDeltas(attemptChanged(answered, 30), contactMoved('calling', 'done'))
    const refined = addDeltas(settled, outcomeChanged('human', 'voicemail'), contactMoved('done', 'retrying'))
    expect(statsOf(1, refined)).toMatchObject({ finished: 0, retrying: 1, callsCompleted: 1, outcomes: { voicemail: 1 } })
    expect(statsOf(1, addDeltas(refined, contactMoved('retrying', 'failed'))).successRate).toBe(0)
  })
})
