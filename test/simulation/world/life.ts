// The life of one invocation: what it does outside itself takes time and goes wrong; when it is over, nothing of it happens any more.
import type { SystemClock } from '../../../local/clock/clock.ts'
import { between } from '../../../local/simulated/seeded.ts'
import type { EventLog } from './event-log.ts'
import type { Faults, OperationFaults, OperationKind } from './faults.ts'

export class Crashed extends Error {
  override readonly name = 'Runtime.ExitError'
}

export type Life = {
  /** Does it, if the invocation lives so long, with what may go wrong. */
  perform<T>(kind: OperationKind, what: () => string, effect: () => Promise<T>): Promise<T>
  rest(ms: number): Promise<void>
}

export type LifeOptions = {
  clock: Pick<SystemClock, 'after'>
  random: () => number
  faults: () => Faults
  log: EventLog
  /** How long an operation takes when nothing is wrong, in milliseconds. */
  latencyMs: readonly [number, number]
}

type Mishap = keyof OperationFaults | 'none'

/** A pause for garbage, a connection that has to be made again, a machine that others keep busy: each factor of ten equally often. */
const LONG_MS = [50, 40_000] as const
/** Who is frozen between the last look and the dial is beyond any fence, but for the second that the last look leaves of the lease. */
const LONG_DIAL_MS = [50, 900] as const

const longMs = (random: () => number, kind: OperationKind): number => {
  const [least, most] = kind === 'dial' ? LONG_DIAL_MS : LONG_MS
  return least * (most / least) ** random()
}

/** One draw decides: an operation has one mishap at most. */
const mishapOf = (draw: number, faults: OperationFaults): Mishap => {
  let left = draw - faults.crashBefore
  if (left < 0) return 'crashBefore'
  left -= faults.crashAfter
  if (left < 0) return 'crashAfter'
  left -= faults.failBefore
  if (left < 0) return 'failBefore'
  left -= faults.failAfter
  if (left < 0) return 'failAfter'
  left -= faults.repeated
  if (left < 0) return 'repeated'
  left -= faults.delayed
  return left < 0 ? 'delayed' : 'none'
}

/** `crash`: told once, when the invocation dies of a fault. */
export const createLife = (
  { clock, random, faults, log, latencyMs }: LifeOptions,
  name: string,
  crash: (error: Crashed) => void,
): Life & { end(): void } => {
  let isOver = false
  /** A dead process waits for nothing: what it awaits never comes. */
  const forever = <T>(): Promise<T> => new Promise<T>(() => {})
  const pass = (ms: number): Promise<void> => new Promise((resolve) => clock.after(ms, resolve))
  const die = (what: string): void => {
    isOver = true
    log.note(`${name} dies ${what}`)
    crash(new Crashed(`died ${what}`))
  }

  /** What the caller hears; when its process dies of it, or is dead by then, nothing. */
  const suffer = async <T>(mishap: Mishap, what: string, effect: () => Promise<T>): Promise<T> => {
    log.note(`${name} ${mishap} ${what}`)
    if (mishap === 'crashBefore') {
      die(`before ${what}`)
      return forever()
    }
    if (mishap === 'failBefore') throw new Error(`${what} failed`)
    const first = await effect()
    const result = mishap === 'repeated' ? await effect() : first
    if (mishap === 'crashAfter' && !isOver) die(`after ${what}`)
    if (mishap === 'failAfter') throw new Error(`the answer of ${what} was lost`)
    return result
  }

  return {
    perform(kind, what, effect) {
      if (isOver) return forever()
      const mishap = mishapOf(random(), faults().operations[kind])
      const ms = mishap === 'delayed' ? longMs(random, kind) : between(random, ...latencyMs)
      return new Promise((resolve, reject) => {
        const whileAlive =
          <T>(told: (what: T) => void) =>
          (what: T): void => {
            if (!isOver) told(what)
          }
        clock.after(ms, () => {
          if (isOver) return
          const done = mishap === 'none' ? effect() : suffer(mishap, what(), effect)
          done.then(whileAlive(resolve), whileAlive(reject))
        })
      })
    },

    async rest(ms) {
      await pass(ms)
      return isOver ? forever() : undefined
    },

    end() {
      isOver = true
    },
  }
}
