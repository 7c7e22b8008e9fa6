// What can be made to go wrong, for tests and simulations: nothing does by default.
import { between, seeded } from '../simulated/seeded.ts'
import type { SimulatedCall } from './call.ts'
import type { CallEvent, DialRequest } from './dial-request.ts'

export type DialFault = {
  /** What the caller of the API sees. */
  reply: 'rate-limited' | 'unavailable' | 'reset' | 'hang'
  /** Whether the call is placed nevertheless: its reply is lost. */
  accepted: boolean
}

type CallbackFault = {
  drop?: boolean
  duplicate?: boolean
  /** Sent so many machine milliseconds late, and no longer in order. */
  delayMs?: number
  /** Sent after the event that follows it. */
  overtaken?: boolean
}

export type Faults = {
  dial?: (request: DialRequest) => DialFault | undefined
  callback?: (about: { call: SimulatedCall; event: CallEvent; sequence: number }) => CallbackFault | undefined
}

/** Probabilities, each 0 when left out. */
export type FaultRates = {
  rateLimited?: number
  unavailable?: number
  hang?: number
  /** The call is placed and the connection is reset before the reply. */
  lostReply?: number
  drop?: number
  duplicate?: number
  late?: number
  overtaken?: number
}

const LATE_MS = [200, 3_000] as const

/** Repeatable: dials are counted for each number, callbacks belong to their number, dial and sequence. */
export const seededFaults = (seed: number, rates: FaultRates): Faults => {
  const dials = new Map<string, number>()
  return {
    dial({ to }) {
      const dial = dials.get(to) ?? 0
      dials.set(to, dial + 1)
      const random = seeded(seed, 'dial fault', to, dial)
      if (random() < (rates.rateLimited ?? 0)) return { reply: 'rate-limited', accepted: false }
      if (random() < (rates.unavailable ?? 0)) return { reply: 'unavailable', accepted: random() < 0.5 }
      if (random() < (rates.hang ?? 0)) return { reply: 'hang', accepted: random() < 0.5 }
      return random() < (rates.lostReply ?? 0) ? { reply: 'reset', accepted: true } : undefined
    },
    callback({ call, sequence }) {
      const random = seeded(seed, 'callback fault', call.to, call.callsBefore, sequence)
      return {
        drop: random() < (rates.drop ?? 0),
        duplicate: random() < (rates.duplicate ?? 0),
        overtaken: random() < (rates.overtaken ?? 0),
        ...(random() < (rates.late ?? 0) ? { delayMs: between(random, ...LATE_MS) } : {}),
      }
    },
  }
}
