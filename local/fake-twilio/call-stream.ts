// `<Connect><Stream>`: opens the media stream that the TwiML asks for, and tells its own status callback.
import { createCaller, type Manner } from '../media-stream/caller.ts'
import { addressErrorOf } from '../media-stream/errors.ts'
import { type MediaFacts, noFacts, type StreamEnd } from '../media-stream/facts.ts'
import { type MediaStream, openMediaStream } from '../media-stream/media-stream.ts'
import { seeded } from '../simulated/seeded.ts'
import { routeTo } from '../twilio-webhooks/edges.ts'
import type { SimulatedCall } from './call.ts'
import type { NetworkContext } from './network-context.ts'
import type { Tape } from './tape.ts'
import type { StreamInstruction } from './twiml.ts'

export type CallStream = {
  /** Resolves when the stream is over, or could not be opened. */
  over: Promise<void>
  facts: MediaFacts
  stop(by: StreamEnd): void
}

type StreamCall = {
  call: SimulatedCall
  manner: Manner
  isSample: boolean
  tape: Tape | undefined
  on: { agentSpeaks: () => void; exchanged: () => void }
}

type StreamEvent = 'stream-started' | 'stream-stopped' | 'stream-error'

const refused = (code: number): CallStream => ({
  over: Promise.resolve(),
  facts: { ...noFacts(), errors: [code] },
  stop() {},
})

export const openCallStream = (
  instruction: StreamInstruction,
  { call, manner, isSample, tape, on }: StreamCall,
  context: NetworkContext,
): CallStream => {
  const { accountSid, clock, edges, frames, log, seed, settings, ticker, webhooks } = context

  const tell = async (event: StreamEvent, more: Record<string, string>): Promise<void> => {
    if (!instruction.statusCallback) return
    const fields = {
      AccountSid: accountSid,
      CallSid: call.sid,
      ...(instruction.name ? { StreamName: instruction.name } : {}),
      StreamEvent: event,
      // ISO 8601 here, unlike the callbacks of calls.
      Timestamp: new Date(clock.now()).toISOString(),
      ...more,
    }
    try {
      await clock.during(webhooks.send(instruction.statusCallback, fields))
    } catch (error) {
      log(`${event} of ${call.sid} was not taken: ${error instanceof Error ? error.message : error}`)
    }
  }

  const refusal = addressErrorOf(instruction.url)
  if (refusal !== undefined) {
    log(`stream of ${call.sid} refused: ${refusal}`)
    void tell('stream-error', { StreamError: `Error ${refusal}` })
    return refused(refusal)
  }

  const started = (): void => {
    stream.facts.startedAt = clock.now()
    void tell('stream-started', { StreamSid: stream.streamSid })
  }
  const stream: MediaStream = openMediaStream({
    socket: { ...routeTo(instruction.url, edges), signature: webhooks.sign(instruction.url) },
    accountSid,
    callSid: call.sid,
    parameters: instruction.parameters,
    caller: createCaller({ manner, isSample, random: seeded(seed, 'speech', call.to, call.callsBefore) }),
    frames: tape ? tape.taking(frames) : frames,
    ticker,
    isStalled: () => settings()['stalled-streams'] ?? false,
    on: { ...on, ...tape?.on, started, heard: (audio) => context.onHeard(audio, call.sid) },
  })
  const over = stream.over.then(() => {
    const { errors } = stream.facts
    if (errors.length > 0) log(`stream of ${call.sid}: ${errors.join(', ')}`)
    void tell(errors.length > 0 ? 'stream-error' : 'stream-stopped', {
      StreamSid: stream.streamSid,
      ...(errors.length > 0 ? { StreamError: `Error ${errors[0]}` } : {}),
    })
  })
  return { over, facts: stream.facts, stop: stream.stop }
}
