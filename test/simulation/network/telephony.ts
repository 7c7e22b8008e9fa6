// The telephone provider's REST API over the switchboard, with what goes wrong on the way to it and back.
import type { DialOutcome, DialRequest, ProviderCall, Telephony } from '#app/ports/telephony.ts'
import type { SystemClock } from '../../../local/clock/clock.ts'
import type { Chance } from '../world/chance.ts'
import { isOver, type NetworkCall } from './call.ts'
import type { NetworkFaults } from './network-faults.ts'
import type { Switchboard } from './switchboard.ts'

export type TelephonyOptions = {
  clock: Pick<SystemClock, 'now' | 'after'>
  chance: Chance
  faults: () => NetworkFaults
  switchboard: Switchboard
  latencyMs: readonly [number, number]
  /** A dial that is proven not to have been placed; undefined when nothing stands in its way. */
  refusalOf?: ((request: DialRequest, liveCalls: number) => DialOutcome | undefined) | undefined
  /** Nothing gets an answer. */
  isDown?: (() => boolean) | undefined
  /** Told when a dial leaves us, whatever becomes of it. */
  onDial?: (request: DialRequest) => void
  /** Told what we hear of it. */
  onAnswer?: ((request: DialRequest, outcome: DialOutcome) => void) | undefined
}

/** The adapter's deadline. */
const DEADLINE_MS = 10_000
const LATE_MS = [5_000, 60_000] as const
/** The list of calls lags behind. */
const LIST_LAG_MS = 1_500

const TOO_FAST: DialOutcome = { kind: 'refused', by: 'rate', code: 20_429 }
const unknown = (why: string): DialOutcome => ({ kind: 'unknown', why })

const viewOf = ({ sid, state, dateCreated, seconds }: NetworkCall): ProviderCall => ({
  callSid: sid,
  state,
  createdAt: dateCreated,
  ...(state === 'completed' && seconds !== undefined ? { seconds } : {}),
})

export const telephonyOver = (options: TelephonyOptions): Telephony => {
  const { clock, chance, faults, switchboard, latencyMs, refusalOf, isDown = () => false } = options
  const pass = (ms: number): Promise<void> => new Promise((resolve) => clock.after(ms, resolve))
  const travel = (): Promise<void> => pass(chance.within(latencyMs))

  const place = (request: DialRequest): DialOutcome => {
    const refusal = refusalOf?.(request, switchboard.live())
    if (refusal) return refusal
    const { call, queueMs } = switchboard.place(request)
    return { kind: 'accepted', callSid: call.sid, queueMs }
  }

  const timeOut = async (): Promise<DialOutcome> => {
    await pass(DEADLINE_MS)
    return unknown('the provider did not answer in time')
  }

  const answer = async (request: DialRequest): Promise<DialOutcome> => {
    if (isDown()) return timeOut()
    const { tooFast, lostRequest, lateArrival, lostAnswer, brokenAnswer } = faults()
    if (chance.happens(tooFast)) {
      await travel()
      return TOO_FAST
    }
    if (chance.happens(lostRequest)) return timeOut()
    if (chance.happens(lateArrival)) {
      clock.after(chance.within(LATE_MS), () => place(request))
      return timeOut()
    }
    await travel()
    if (chance.happens(lostAnswer)) {
      place(request)
      return timeOut()
    }
    if (chance.happens(brokenAnswer)) {
      if (chance.happens(0.5)) place(request)
      return unknown('HTTP 503: something is wrong at the provider')
    }
    return place(request)
  }

  const lookUp = async <T>(work: () => T): Promise<T> => {
    await travel()
    if (isDown() || chance.happens(faults().lookupFails)) throw new Error('HTTP 503: the provider cannot be asked')
    return work()
  }

  const viewed = (callSid: string, change: (call: NetworkCall) => void): Promise<ProviderCall | undefined> =>
    lookUp(() => {
      const call = switchboard.find(callSid)
      if (call) change(call)
      return call && viewOf(call)
    })

  return {
    connect: async () => {},

    async dial(request) {
      options.onDial?.(request)
      const outcome = await answer(request)
      options.onAnswer?.(request, outcome)
      return outcome
    },

    get: (callSid) => viewed(callSid, () => {}),

    find: (to) =>
      lookUp(() =>
        switchboard
          .to(to)
          .filter(({ placedAt }) => placedAt < clock.now() - LIST_LAG_MS)
          .map(viewOf),
      ),

    cancel: (callSid) =>
      viewed(callSid, (call) => {
        // A queued call that is cancelled sends no callback.
        if (call.state !== 'answered') switchboard.end(call, 'canceled', { isSilent: call.state === 'queued' })
      }),

    end: (callSid) =>
      viewed(callSid, (call) =>
        switchboard.end(call, call.state === 'answered' ? 'completed' : 'canceled', { isSilent: call.state === 'queued' }),
      ),

    say: (callSid) =>
      lookUp(() => {
        const call = switchboard.find(callSid)
        if (!call || isOver(call)) return false
        switchboard.end(call, 'completed')
        return true
      }),
  }
}
