// The clock that every adapter and use case shares. It is the machine's own unless whoever embeds the functions sets another.
import { setTimeout as rest } from 'node:timers/promises'
import type { Clock } from './ports.ts'

let current: Clock = { now: Date.now, machine: Date.now, rest: (ms) => rest(ms) }

export const clock: Clock = {
  now: () => current.now(),
  machine: () => current.machine(),
  rest: (ms) => current.rest(ms),
}

/** For a run in which time is not the machine's: called once, before the first event. */
export const setClock = (other: Clock): void => {
  current = other
}
