// Status callbacks on their way from the provider: lost, doubled, late, and in whatever order that makes.
import type { AttemptId } from '#contract/ids.ts'
import type { AttemptEvent } from '#domain/attempt.ts'
import type { SystemClock } from '../../../local/clock/clock.ts'
import type { Chance } from '../world/chance.ts'
import type { NetworkCall } from './call.ts'
import type { NetworkFaults } from './network-faults.ts'
import type { CallEvents } from './switchboard.ts'

export type CallbackOptions = {
  clock: Pick<SystemClock, 'after'>
  chance: Chance
  faults: () => NetworkFaults
  latencyMs: readonly [number, number]
  deliver: (attemptId: AttemptId, event: AttemptEvent) => void
}

const LATE_MS = [1_000, 60_000] as const

export const sendCallbacks = ({ clock, chance, faults, latencyMs, deliver }: CallbackOptions): CallEvents => {
  const send = (call: NetworkCall, event: AttemptEvent): void => {
    const { callbackLost, callbackDoubled, callbackLate } = faults()
    const sendOne = (): void => {
      if (chance.happens(callbackLost)) return
      const ms = chance.within(chance.happens(callbackLate) ? LATE_MS : latencyMs)
      clock.after(ms, () => deliver(call.attemptId, event))
    }
    sendOne()
    if (chance.happens(callbackDoubled)) sendOne()
  }

  return {
    rang: (call) => send(call, { kind: 'progressed', state: 'ringing', callSid: call.sid }),
    ended: (call, isSilent) => {
      if (isSilent) return
      const { state, seconds } = call
      if (state === 'queued' || state === 'initiated' || state === 'ringing' || state === 'answered') return
      send(call, { kind: 'ended', state, callSid: call.sid, ...(state === 'completed' && seconds !== undefined ? { seconds } : {}) })
    },
  }
}
