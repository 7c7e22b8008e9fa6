// How the agent speaks: one utterance at a time, in pieces of audio that are sent faster than they are played, and can be cut off.
import type { Audio } from '@elevenlabs/types'
import { between } from '../simulated/seeded.ts'
import { BYTES_PER_MS, FRAME_BYTES } from '../simulated/ulaw.ts'
import type { AgentMessage } from './agent-messages.ts'
import { LETTER_MS, type Speech } from './speech.ts'

export type Mouth = {
  say(text: string, done?: () => void): void
  /** What was sent is still being played, were nothing lost or late. */
  isHeard(): boolean
  /** Stops in the middle: tells of the interruption, of audio that comes too late, and of what was heard. */
  cut(): void
  stop(): void
  /** For whatever else is sent: ids only ever grow. */
  nextId(): number
}

export type MouthOptions = {
  send: (message: AgentMessage) => void
  /** Machine time: audio cannot be sped up. */
  after: (ms: number, fn: () => void) => () => void
  now: () => number
  speech: Speech
  isSample: boolean
  /** Everything at once. */
  isHasty: boolean
  /** The client wants words and no audio. */
  isTextOnly: boolean
  random: () => number
  lateAudioMs: number
  interruptedId: 'old' | 'new'
  record: { bytesOut: number }
  onSaid?: (audio: Buffer) => void
}

const BETWEEN_CHUNKS_MS = [15, 60] as const
const LATE_BYTES = 3 * FRAME_BYTES

export const createMouth = (options: MouthOptions): Mouth => {
  const { send, after, now, speech, isSample, isHasty, isTextOnly, random, lateAudioMs, interruptedId, record, onSaid } = options
  let lastId = 0
  let audioId = 0
  /** The id of an interruption, when it belongs to what follows. */
  let promisedId: number | undefined
  let heardUntil = 0
  let unsent: Buffer[] = []
  let lastSent: Buffer = Buffer.alloc(0)
  let saying = ''
  let lettersSent = 0
  let cancelNext = () => {}
  let cancelLate = () => {}

  const nextId = (): number => {
    lastId += 1
    return lastId
  }

  const sendAudio = (chunk: Buffer, id: number): void => {
    const audio: Audio['audio_event'] = { audio_base_64: chunk.toString('base64'), event_id: id }
    record.bytesOut += chunk.length
    onSaid?.(chunk)
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
    audioId = promisedId ?? nextId()
    promisedId = undefined
    heardUntil = Math.max(heardUntil, now()) + chunk.length / BYTES_PER_MS
    sendAudio(chunk, audioId)
    if (isSample || isHasty) sendNext(done)
    else cancelNext = after(between(random, ...BETWEEN_CHUNKS_MS), () => sendNext(done))
  }

  return {
    nextId,
    isHeard: () => now() < heardUntil,
    say(text, done = () => {}) {
      cancelNext()
      saying = text
      lettersSent = 0
      unsent = isTextOnly ? [] : speech(text, isSample, random)
      send({ type: 'agent_response', agent_response_event: { agent_response: text, event_id: promisedId ?? nextId() } })
      sendNext(done)
    },
    cut() {
      cancelNext()
      const [late = lastSent] = unsent
      unsent = []
      heardUntil = now()
      const cutId = audioId
      const heard = saying.slice(0, lettersSent)
      if (interruptedId === 'new') promisedId = nextId()
      send({ type: 'interruption', interruption_event: { event_id: promisedId ?? cutId } })
      const sendLate = (): void => sendAudio(late.subarray(0, LATE_BYTES), cutId)
      if (lateAudioMs === 0) sendLate()
      else cancelLate = after(lateAudioMs, sendLate)
      send({
        type: 'agent_response_correction',
        agent_response_correction_event: { original_agent_response: saying, corrected_agent_response: heard, event_id: cutId },
      })
    },
    stop() {
      cancelNext()
      cancelLate()
      unsent = []
    },
  }
}

const alignmentOf = (letters: string, ms: number): NonNullable<Audio['audio_event']['alignment']> => {
  const chars = [...letters]
  const each = Math.floor(ms / Math.max(1, chars.length))
  return { chars, char_start_times_ms: chars.map((_, i) => i * each), char_durations_ms: chars.map(() => each) }
}
