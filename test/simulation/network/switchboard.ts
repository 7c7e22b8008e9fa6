// Where calls live: placed, queued for their turn, rung, answered and ended, each in virtual time.
import type { DialRequest } from '#app/ports/telephony.ts'
import type { EndState } from '#domain/attempt.ts'
import type { SystemClock } from '../../../local/clock/clock.ts'
import { type FateOf, isOver, type NetworkCall } from './call.ts'

/** What is told of a call, to the system over callbacks and to whoever watches. */
export type CallEvents = {
  placed?(call: NetworkCall): void
  rang?(call: NetworkCall): void
  answered?(call: NetworkCall): void
  /** The carrier has heard that a machine answered, after so long. */
  heardMachine?(call: NetworkCall, detectedMs: number): void
  /** `isSilent`: the provider sends no callback for it. */
  ended?(call: NetworkCall, isSilent: boolean): void
}

export type SwitchboardOptions = {
  clock: Pick<SystemClock, 'now' | 'after'>
  /** Calls that the account may begin each second: the provider keeps the others in its queue. */
  callsPerSecond: number
  /** How far the provider's clock is ahead of ours. */
  skewMs?: number
  fateOf: FateOf
}

export type Switchboard = {
  place(request: DialRequest): { call: NetworkCall; queueMs: number }
  /** Ends a live or waiting call; nothing happens to one that is over. */
  end(call: NetworkCall, state: EndState, options?: { isSilent: boolean }): void
  find(sid: string): NetworkCall | undefined
  to(number: string): readonly NetworkCall[]
  all(): Iterable<NetworkCall>
  /** How many have not ended. */
  live(): number
  watch(events: CallEvents): void
}

export const createSwitchboard = ({ clock, callsPerSecond, skewMs = 0, fateOf }: SwitchboardOptions): Switchboard => {
  const calls = new Map<string, NetworkCall>()
  const byNumber = new Map<string, NetworkCall[]>()
  const watchers: CallEvents[] = []
  let nextTurnAt = 0
  let live = 0

  const end: Switchboard['end'] = (call, state, { isSilent } = { isSilent: false }) => {
    if (isOver(call)) return
    call.state = state
    call.endedAt = clock.now()
    live -= 1
    call.seconds = call.answeredAt === undefined ? 0 : Math.max(1, Math.round((call.endedAt - call.answeredAt) / 1_000))
    for (const watcher of watchers) watcher.ended?.(call, isSilent)
  }

  const answer = (call: NetworkCall, talkMs: number): void => {
    call.state = 'answered'
    call.answeredAt = clock.now()
    for (const watcher of watchers) watcher.answered?.(call)
    clock.after(talkMs, () => end(call, 'completed'))
  }

  const answerAsMachine = (call: NetworkCall, { talkMs, detectedMs }: { talkMs: number; detectedMs: number }): void => {
    answer(call, talkMs)
    if (call.answeringMachine === 'off') return
    clock.after(detectedMs, () => {
      if (isOver(call)) return
      for (const watcher of watchers) watcher.heardMachine?.(call, detectedMs)
    })
  }

  const ring = (call: NetworkCall, callsBefore: number): void => {
    if (isOver(call)) return
    call.state = 'ringing'
    call.rangAt = clock.now()
    for (const watcher of watchers) watcher.rang?.(call)
    const fate = fateOf({ to: call.to, attemptId: call.attemptId, callsBefore })
    clock.after(fate.ringMs, () => {
      if (isOver(call)) return
      if (fate.kind === 'answers') answer(call, fate.talkMs)
      else if (fate.kind === 'voicemail') answerAsMachine(call, fate)
      else end(call, fate.kind)
    })
  }

  return {
    place(request) {
      const now = clock.now()
      const others = byNumber.get(request.to) ?? []
      const callsBefore = others.length
      const dateCreated = Math.floor((now + skewMs) / 1_000) * 1_000
      const call: NetworkCall = { ...request, sid: `CA${calls.size + 1}`, state: 'queued', placedAt: now, dateCreated }
      calls.set(call.sid, call)
      byNumber.set(request.to, others)
      others.push(call)
      live += 1
      for (const watcher of watchers) watcher.placed?.(call)
      const turnAt = Math.max(now, nextTurnAt)
      nextTurnAt = turnAt + 1_000 / callsPerSecond
      clock.after(turnAt - now, () => ring(call, callsBefore))
      return { call, queueMs: Math.ceil(turnAt - now) }
    },
    end,
    find: (sid) => calls.get(sid),
    to: (number) => byNumber.get(number) ?? [],
    all: () => calls.values(),
    live: () => live,
    watch: (events) => void watchers.push(events),
  }
}
