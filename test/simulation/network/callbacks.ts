// Status callbacks on their way from the provider: lost, doubled, late, and in whatever order that makes.
import type { AnsweredBy } from '#contract/attempt.ts'
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
  deliverMachine: (attemptId: AttemptId, news: MachineNews) => void
}

export type MachineNews = { callSid: string; answeredBy: AnsweredBy; detectionMs: number }

const LATE_MS = [1_000, 60_000] as const

export const sendCallbacks = ({ clock, chance, faults, latencyMs, deliver, deliverMachine }: CallbackOptions): CallEvents => {
  const travel = (arrive: () => void): void => {
    const { callbackLost, callbackDoubled, callbackLate } = faults()
    const sendOne = (): void => {
      if (chance.happens(callbackLost)) return
      clock.after(chance.within(chance.happens(callbackLate) ? LATE_MS : latencyMs), arrive)
    }
    sendOne()
    if (chance.happens(callbackDoubled)) sendOne()
  }
  const send = (call: NetworkCall, event: AttemptEvent): void => travel(() => deliver(call.attemptId, event))

  return {
    rang: (call) => send(call, { kind: 'progressed', state: 'ringing', callSid: call.sid }),
    heardMachine: ({ sid, attemptId, answeringMachine }, detectionMs) => {
      // Who leaves messages is told when the greeting is over, everybody else when it is heard to be one.
      const answeredBy = answeringMachine === 'leave-message' ? 'machine_end_beep' : 'machine_start'
      travel(() => deliverMachine(attemptId, { callSid: sid, answeredBy, detectionMs }))
    },
    ended: (call, isSilent) => {
      if (isSilent) return
      const { state, seconds } = call
      if (state === 'queued' || state === 'initiated' || state === 'ringing' || state === 'answered') return
      send(call, { kind: 'ended', state, callSid: call.sid, ...(state === 'completed' && seconds !== undefined ? { seconds } : {}) })
    },
  }
}
