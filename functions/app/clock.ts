// The clock that every adapter and use case shares, the machine's own unless whoever embeds the functions sets another; and chance.
import { setTimeout as rest } from 'node:timers/promises'
import type { Clock, Random } from './ports/clock.ts'

let current: Clock = { now: Date.now, machine: Date.now, rest: (ms) => rest(ms) }

export const clock: Clock = {
  now: () => current.now(),
  machine: () => current.machine(),
  rest: (ms) => current.rest(ms),
}

export const random: Random = Math.random

/** Runs `fn` once, after so many milliseconds of the machine's own time; gives what cancels it. */
export const after = (ms: number, fn: () => void): (() => void) => {
  const timer = setTimeout(fn, ms)
  return () => clearTimeout(timer)
}

/** For a run in which time is not the machine's: called once, before the first event. */
export const setClock = (other: Clock): void => {
  current = other
}
