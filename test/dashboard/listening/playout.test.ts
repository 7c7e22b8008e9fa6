import { expect, test } from 'vitest'
import { type Piece, silentFrom, startOf } from '../../../dashboard/listening/playout.ts'

/** When each of these pieces is heard; undefined where it is left out. */
const played = (pieces: readonly Piece[]): (number | undefined)[] => {
  let playsUntil = 0
  return pieces.map((piece) => {
    const start = startOf(playsUntil, piece)
    if (start !== undefined) playsUntil = start + piece.seconds
    return start === undefined ? undefined : Math.round(start * 1_000)
  })
}
const frame = (now: number): Piece => ({ now, seconds: 0.02, isAsSpoken: true })
const speech = (now: number, seconds: number): Piece => ({ now, seconds, isAsSpoken: false })

test('frames that come unevenly are heard evenly, a cushion later', () => {
  expect(played([frame(1), frame(1.05), frame(1.051), frame(1.052)])).toEqual([1_200, 1_220, 1_240, 1_260])
})

test('after a gap there is a cushion again', () => {
  expect(played([frame(1), frame(3)])).toEqual([1_200, 3_200])
})

test('an agent that speaks faster than time is heard at its own pace', () => {
  expect(played([speech(1, 2), speech(1.01, 2), speech(1.02, 2)])).toEqual([1_200, 3_200, 5_200])
})

test('a caller who is heard too late is caught up with', () => {
  const stalled = Array.from({ length: 100 }, () => frame(1))
  const heard = played(stalled).filter((start) => start !== undefined)
  expect(heard.at(-1)).toBeLessThanOrEqual(1_820)
  expect(heard.length).toBeLessThan(40)
})

test('an agent falls silent when the caller’s words that silenced it are heard', () => {
  expect(silentFrom(1)).toBe(startOf(0, frame(1)))
})
