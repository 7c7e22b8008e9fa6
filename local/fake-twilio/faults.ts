// What goes wrong with this dial, this callback: decided by chance, and the same again for the same seed.
import { between, seeded } from '../simulated/seeded.ts'
import type { SimulatedCall } from './call.ts'
import type { CallEvent, DialRequest } from './dial-request.ts'
import type { FaultSettings } from './fault-settings.ts'

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
  /** Whether the news of what answered get lost. */
  losesDetection?: (call: SimulatedCall) => boolean
  /** The same of a recording. */
  losesRecording?: (call: SimulatedCall) => boolean
}

const LATE_MS = [200, 3_000] as const

/** Repeatable: dials are counted for each number, callbacks belong to their number, dial and sequence. */
export const seededFaults = (seed: number, settings: () => FaultSettings): Faults => {
  const dials = new Map<string, number>()
  return {
    dial({ to }) {
      const dial = dials.get(to) ?? 0
      dials.set(to, dial + 1)
      const random = seeded(seed, 'dial fault', to, dial)
      const share = settings()
      if (random() < (share['rate-limited-dials'] ?? 0)) return { reply: 'rate-limited', accepted: false }
      if (random() < (share['unavailable-dials'] ?? 0)) return { reply: 'unavailable', accepted: random() < 0.5 }
      if (random() < (share['unanswered-dials'] ?? 0)) return { reply: 'hang', accepted: random() < 0.5 }
      return random() < (share['lost-answers'] ?? 0) ? { reply: 'reset', accepted: true } : undefined
    },
    callback({ call, sequence }) {
      const random = seeded(seed, 'callback fault', call.to, call.callsBefore, sequence)
      const share = settings()
      return {
        drop: random() < (share['lost-callbacks'] ?? 0),
        duplicate: random() < (share['doubled-callbacks'] ?? 0),
        overtaken: random() < (share['overtaken-callbacks'] ?? 0),
        ...(random() < (share['late-callbacks'] ?? 0) ? { delayMs: between(random, ...LATE_MS) } : {}),
      }
    },
    losesDetection: ({ to, callsBefore }) => seeded(seed, 'detection fault', to, callsBefore)() < (settings()['lost-callbacks'] ?? 0),
    losesRecording: ({ to, callsBefore }) => seeded(seed, 'recording fault', to, callsBefore)() < (settings()['lost-callbacks'] ?? 0),
  }
}
