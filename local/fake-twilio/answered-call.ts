// An answered call: detection, script and stream, and the person's own end of it.
import type { MediaFacts, StreamEnd } from '../media-stream/facts.ts'
import type { WebTarget } from '../twilio-webhooks/webhooks.ts'
import { detect, type Finding } from './answering-machine.ts'
import type { SimulatedCall } from './call.ts'
import { type CallStream, openCallStream } from './call-stream.ts'
import type { DialRequest, TwimlSource } from './dial-request.ts'
import type { NetworkContext } from './network-context.ts'
import type { Fate } from './people.ts'
import { runScript, type Stage } from './script.ts'
import { callFields } from './status-callbacks.ts'
import { createTape, type Tape } from './tape.ts'
import type { Timers } from './timers.ts'
import { loadVerbs } from './twiml-source.ts'

export type AnsweredCall = {
  /** Of a call that is recorded. */
  tape: Tape | undefined
  /** Leaves what the call is doing and carries out other TwiML. */
  redirect(source: TwimlSource): void
  /** The call is over; gives what its stream carried. */
  stop(by: StreamEnd): MediaFacts | undefined
}

type Answer = {
  call: SimulatedCall
  request: DialRequest
  fate: Fate & { kind: 'answers' }
  timers: Timers
  /** The person hung up, or the script has nothing left to do. */
  end: () => void
}

/** A bridge that never gives back audio must not keep a sampled call for ever. */
const LONGEST_EXCHANGE_MS = 5_000
const EARLY_HANGUP_MS = 2_000

export const answerCall = ({ call, request, fate, timers, end }: Answer, context: NetworkContext): AnsweredCall => {
  const { accountSid, book, clock, log, webhooks } = context
  const isSample = context.isSample()
  const tape = request.recording ? createTape() : undefined
  let stream: CallStream | undefined
  let script = new AbortController()
  const { promise: sampled, resolve: sampleIsTaken } = Promise.withResolvers<void>()

  const stage: Stage = {
    load: (source) => loadVerbs(source, fieldsNow(), context),
    wait(ms, signal) {
      // Words of the network's own are no exchange to wait for.
      sampleIsTaken()
      const { promise, resolve } = Promise.withResolvers<void>()
      timers.after(ms, resolve)
      signal.addEventListener('abort', () => resolve(), { once: true })
      return promise
    },
    async stream(instruction, signal) {
      const opened = openCallStream(
        instruction,
        { call, manner: fate.manner, isSample, tape, on: { agentSpeaks, exchanged: sampleIsTaken } },
        context,
      )
      stream = opened
      signal.addEventListener('abort', () => opened.stop('api'), { once: true })
      await opened.over
    },
    say(text) {
      const said = book.find(call.sid)?.said ?? []
      book.change(call.sid, { said: [...said, { at: clock.now(), text }] })
    },
    note: (problem) => log(`call ${call.sid}: ${problem}`),
  }

  const fieldsNow = () => {
    const { answeredBy } = book.find(call.sid) ?? call
    return { ...callFields(call, accountSid), ...(answeredBy ? { AnsweredBy: answeredBy } : {}) }
  }

  const agentSpeaks = () => {
    if (fate.manner === 'hangs-up-early') timers.after(EARLY_HANGUP_MS, end)
  }

  const tellFinding = async (target: WebTarget, { answeredBy, afterMs }: Finding): Promise<void> => {
    if (context.faults.losesDetection?.(call)) return
    const fields = { CallSid: call.sid, AccountSid: accountSid, AnsweredBy: answeredBy, MachineDetectionDuration: String(afterMs) }
    try {
      await clock.during(webhooks.send(target, fields))
    } catch (error) {
      log(`detection of ${call.sid} was not taken: ${error instanceof Error ? error.message : error}`)
    }
  }

  const begin = async (source: TwimlSource): Promise<void> => {
    const { signal } = script
    await runScript(source, stage, signal)
    if (!signal.aborted) end()
  }

  const { detection } = request
  if (detection) {
    const finding = detect(detection, fate.manner)
    timers.after(finding.afterMs, () => {
      book.change(call.sid, { answeredBy: finding.answeredBy })
      if (detection.callback) void tellFinding(detection.callback, finding)
      if (!detection.isAsync) void begin(request.source)
    })
  }
  if (!detection || detection.isAsync) void begin(request.source)

  if (isSample) timers.afterMachine(LONGEST_EXCHANGE_MS, sampleIsTaken)
  else sampleIsTaken()
  timers.after(fate.talkMs, () => void sampled.then(end))
  if (request.timeLimitMs !== undefined) timers.after(request.timeLimitMs, end)

  return {
    tape,
    redirect(source) {
      script.abort()
      script = new AbortController()
      void begin(source)
    },
    stop(by) {
      stream?.stop(by)
      script.abort()
      return stream?.facts
    },
  }
}
