// Turn taking: the agent speaks in bursts, listens, is interrupted, answers, and says goodbye when it has said enough.
import type { Audio } from '@elevenlabs/types'
import { between } from '../simulated/seeded.ts'
import { BYTES_PER_MS, FRAME_BYTES } from '../simulated/ulaw.ts'
import type { AgentMessage } from './agent-messages.ts'
import type { ConversationRecord } from './conversation-record.ts'
import { createEar, SAMPLE_CONVERSATION, WHOLE_CONVERSATION } from './ear.ts'
import { FAREWELL, nextAnswer, nextReply } from './lines.ts'
import { LETTER_MS, type Speech } from './speech.ts'

export type Talk = {
  begin(firstMessage: string): void
  hear(audio: Buffer): void
  /** The client wrote instead of speaking. */
  isTold(text: string): void
  stop(): void
}

export type TalkOptions = {
  send: (message: AgentMessage) => void
  /** Machine time: audio cannot be sped up. */
  after: (ms: number, fn: () => void) => () => void
  now: () => number
  speech: Speech
  isSample: boolean
  random: () => number
  /** Replies after which the agent ends the call; undefined: never. */
  endsAfterReplies: number | undefined
  endCall: () => void
  record: Pick<ConversationRecord, 'bytesOut' | 'interruptions'>
  /** Keeps what was said. */
  write: (role: 'agent' | 'user', message: string) => void
}

const FIRST_MS = [100, 300] as const
const THINKING_MS = [400, 900] as const
const BETWEEN_CHUNKS_MS = [15, 60] as const
/** After the last audio of the farewell was sent; it may still be playing. */
const HANG_UP_MS = 100
const LATE_BYTES = 3 * FRAME_BYTES

export const createTalk = (options: TalkOptions): Talk => {
  const { send, after, now, speech, isSample, random, endsAfterReplies, endCall, record, write } = options
  const ear = createEar(isSample ? SAMPLE_CONVERSATION : WHOLE_CONVERSATION)
  let eventId = 0
  let audioId = 0
  let replies = 0
  let speaksUntil = 0
  let unsent: Buffer[] = []
  let lastSent: Buffer = Buffer.alloc(0)
  let saying = ''
  let lettersSent = 0
  let cancelFirst = () => {}
  let cancelNext = () => {}

  const next = (ms: number, fn: () => void): void => {
    cancelNext()
    cancelNext = after(ms, fn)
  }

  const sendAudio = (chunk: Buffer, id: number): void => {
    const audio: Audio['audio_event'] = { audio_base_64: chunk.toString('base64'), event_id: id }
    record.bytesOut += chunk.length
    lastSent = chunk
    const ms = chunk.length / BYTES_PER_MS
    const letters = saying.slice(lettersSent, lettersSent + Math.max(1, Math.round(ms / LETTER_MS)))
    lettersSent += letters.length
    // Sometimes present, sometimes not.
    send({ type: 'audio', audio_event: random() < 0.5 ? audio : { ...audio, alignment: alignmentOf(letters, ms) } })
  }

  const sendNext = (done: () => void): void => {
    const chunk = unsent.shift()
    if (!chunk) {
      done()
      return
    }
    eventId += 1
    audioId = eventId
    speaksUntil = Math.max(speaksUntil, now()) + chunk.length / BYTES_PER_MS
    sendAudio(chunk, audioId)
    if (isSample) sendNext(done)
    else next(between(random, ...BETWEEN_CHUNKS_MS), () => sendNext(done))
  }

  const say = (text: string, done = () => {}): void => {
    saying = text
    lettersSent = 0
    unsent = speech(text, isSample, random)
    eventId += 1
    write('agent', text)
    send({ type: 'agent_response', agent_response_event: { agent_response: text, event_id: eventId } })
    sendNext(done)
  }

  const reply = (): void => {
    replies += 1
    if (endsAfterReplies !== undefined && replies >= endsAfterReplies) say(FAREWELL, () => next(HANG_UP_MS, hangUp))
    else say(nextReply(random))
  }

  const hangUp = (): void => {
    eventId += 1
    send({
      type: 'agent_tool_response',
      agent_tool_response: {
        tool_name: 'end_call',
        tool_call_id: `call_${eventId}`,
        tool_type: 'system',
        is_error: false,
        is_called: true,
        event_id: eventId,
      },
    })
    endCall()
  }

  const think = (): void => next(isSample ? 0 : between(random, ...THINKING_MS), reply)

  const interrupt = (): void => {
    cancelNext()
    record.interruptions += 1
    const [late = lastSent] = unsent
    unsent = []
    speaksUntil = now()
    const heard = saying.slice(0, lettersSent)
    send({ type: 'interruption', interruption_event: { event_id: audioId } })
    // Audio that was on its way follows, under the id that was cut.
    sendAudio(late.subarray(0, LATE_BYTES), audioId)
    send({
      type: 'agent_response_correction',
      agent_response_correction_event: { original_agent_response: saying, corrected_agent_response: heard, event_id: audioId },
    })
  }

  const userBegins = (): void => {
    if (now() < speaksUntil) interrupt()
    // Whoever goes on speaking is not answered yet.
    else cancelNext()
    eventId += 1
    send({ type: 'tentative_user_transcript', tentative_user_transcription_event: { user_transcript: '…', event_id: eventId } })
  }

  const userEnds = (): void => {
    const said = nextAnswer(random)
    eventId += 1
    write('user', said)
    send({ type: 'user_transcript', user_transcription_event: { user_transcript: said, event_id: eventId } })
    think()
  }

  return {
    begin(firstMessage) {
      // The first message waits for nobody: a mailbox's greeting does not hold it back.
      if (firstMessage) cancelFirst = after(isSample ? 0 : between(random, ...FIRST_MS), () => say(firstMessage))
    },
    hear(audio) {
      for (const change of ear.hear(audio)) change === 'begins' ? userBegins() : userEnds()
    },
    isTold(text) {
      write('user', text)
      if (now() < speaksUntil) interrupt()
      think()
    },
    stop() {
      cancelFirst()
      cancelNext()
      unsent = []
    },
  }
}

const alignmentOf = (letters: string, ms: number): NonNullable<Audio['audio_event']['alignment']> => {
  const chars = [...letters]
  const each = Math.floor(ms / Math.max(1, chars.length))
  return { chars, char_start_times_ms: chars.map((_, i) => i * each), char_durations_ms: chars.map(() => each) }
}
