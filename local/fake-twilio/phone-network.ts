// The life of a call, in campaign time: queue, dial, ring, conversation, end.
import { randomUUID } from 'node:crypto'
import type { StreamEnd } from '../media-stream/facts.ts'
import { assertMayCall } from './account-limits.ts'
import { type AnsweredCall, answerCall } from './answered-call.ts'
import { ApiProblem } from './api-problem.ts'
import type { FinalStatus, SimulatedCall } from './call.ts'
import type { DialRequest, TwimlSource } from './dial-request.ts'
import type { NetworkContext } from './network-context.ts'
import { type Fate, fateOf } from './people.ts'
import { createStatusCallbacks, type StatusCallbacks } from './status-callbacks.ts'
import { createTimers, type Timers } from './timers.ts'

export type PhoneNetwork = {
  /** Throws `ApiProblem` for a number that does not exist, and for an account that may not call. */
  place(request: DialRequest): SimulatedCall
  /** Ends a call that was not answered yet; leaves a conversation alone. */
  cancel(sid: string): void
  /** Ends a call in whatever state it is. */
  hangUp(sid: string): void
  redirect(sid: string, source: TwimlSource): void
  /** Everything stops where it is; nobody is told. */
  close(): void
}

type Line = {
  sid: string
  request: DialRequest
  fate: Exclude<Fate, { kind: 'invalid' }>
  callbacks: StatusCallbacks
  timers: Timers
  answered?: AnsweredCall
}

/** From the dial to the first ring. */
const SETUP_MS = 500

const SIP = { ok: 200, busy: 486, terminated: 487 }

export const createPhoneNetwork = (context: NetworkContext): PhoneNetwork => {
  const { book, clock, onCall } = context
  const lines = new Map<string, Line>()
  let nextSlotAt = 0

  const end = (line: Line, status: FinalStatus, sipResponseCode: number, by: StreamEnd = 'caller'): void => {
    if (!lines.delete(line.sid)) return
    line.timers.clear()
    const media = line.answered?.stop(by)
    const call = book.change(line.sid, { status, sipResponseCode, endedAt: clock.now(), ...(media ? { media: { ...media } } : {}) })
    if (line.answered && line.request.recording) context.recordings.make(call, line.answered.tape, line.request.recording)
    // Whoever cancels a call that was never dialled is told nothing but the reply.
    if (call.startedAt !== undefined) line.callbacks.tell('completed', call)
    onCall({ kind: 'ended', call })
  }

  const answer = (line: Line, fate: Fate & { kind: 'answers' }): void => {
    const call = book.change(line.sid, { status: 'in-progress', answeredAt: clock.now() })
    line.callbacks.tell('answered', call)
    onCall({ kind: 'answered', call })
    const { request, timers } = line
    line.answered = answerCall({ call, request, fate, timers, end: () => end(line, 'completed', SIP.ok) }, context)
  }

  const ring = (line: Line, fate: Fate & { kind: 'answers' | 'no-answer' }): void => {
    const call = book.change(line.sid, { status: 'ringing', ringingAt: clock.now() })
    line.callbacks.tell('ringing', call)
    onCall({ kind: 'ringing', call })
    const { timeoutMs } = line.request
    if (fate.kind === 'answers' && fate.ringMs < timeoutMs) line.timers.after(fate.ringMs, () => answer(line, fate))
    else line.timers.after(Math.min(fate.ringMs, timeoutMs), () => end(line, 'no-answer', SIP.terminated))
  }

  const dial = (line: Line): void => {
    const { fate, timers } = line
    line.callbacks.tell('initiated', book.change(line.sid, { startedAt: clock.now() }))
    if (fate.kind === 'busy') timers.after(fate.afterMs, () => end(line, 'busy', SIP.busy))
    else if (fate.kind === 'failed') timers.after(fate.afterMs, () => end(line, 'failed', fate.sipResponseCode))
    else timers.after(SETUP_MS, () => ring(line, fate))
  }

  return {
    place(request) {
      const { to, from, source, statusCallback } = request
      const now = clock.now()
      const slotAt = Math.max(now, nextSlotAt)
      const queueMs = Math.round(slotAt - now)
      const settings = context.settings()
      assertMayCall(settings, { to, liveCalls: lines.size, queueMs })
      const callsBefore = book.callsTo(to)
      const fate = fateOf(context.seed, { number: to, callsBefore })
      if (fate.kind === 'invalid') throw new ApiProblem(21211, to)
      nextSlotAt = slotAt + 1_000 / settings['calls-per-second']
      const call: SimulatedCall = {
        sid: `CA${randomUUID().replaceAll('-', '')}`,
        to,
        from,
        status: 'queued',
        callsBefore,
        createdAt: now,
        updatedAt: now,
        queueMs,
        ...(statusCallback ? { statusCallback: statusCallback.url } : {}),
        ...('target' in source ? { url: source.target.url } : {}),
      }
      book.add(call)
      const line: Line = {
        sid: call.sid,
        request,
        fate,
        callbacks: createStatusCallbacks(statusCallback, context),
        timers: createTimers(clock),
      }
      lines.set(call.sid, line)
      onCall({ kind: 'created', call })
      line.timers.after(queueMs, () => dial(line))
      return call
    },
    cancel(sid) {
      const line = lines.get(sid)
      if (line && !line.answered) end(line, 'canceled', SIP.terminated)
    },
    hangUp(sid) {
      const line = lines.get(sid)
      if (line?.answered) end(line, 'completed', SIP.ok, 'api')
      else if (line) end(line, 'canceled', SIP.terminated)
    },
    redirect(sid, source) {
      lines.get(sid)?.answered?.redirect(source)
    },
    close() {
      for (const line of lines.values()) {
        line.timers.clear()
        line.answered?.stop('network')
      }
      lines.clear()
    },
  }
}
