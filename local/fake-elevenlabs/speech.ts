// Turns text into the agent's audio: chunks of every size between 20 ms and 2 s, in whole telephone frames.
import { between } from '../simulated/seeded.ts'
import { BYTES_PER_MS, FRAME_BYTES, FRAME_MS } from '../simulated/ulaw.ts'
import { speak } from '../simulated/voice.ts'

export type Speech = (text: string, isSample: boolean, random: () => number) => Buffer[]

/** About sixteen letters a second. */
export const LETTER_MS = 60
/** In a sample every utterance is cut to this: it is there to be carried, not to be listened to. */
const SAMPLE_MS = 400
const CHUNK_MS = [20, 2_000] as const

const wholeFrames = (ms: number): number => Math.max(1, Math.round(ms / FRAME_MS)) * FRAME_MS

export const createSpeech =
  (voice: Buffer): Speech =>
  (text, isSample, random) => {
    const fullMs = text.length * LETTER_MS
    const total = wholeFrames(isSample ? Math.min(fullMs, SAMPLE_MS) : fullMs) * BYTES_PER_MS
    const chunks: Buffer[] = []
    for (let at = 0; at < total; ) {
      const wanted = wholeFrames(between(random, ...CHUNK_MS)) * BYTES_PER_MS
      const bytes = Math.max(FRAME_BYTES, Math.min(wanted, total - at))
      chunks.push(speak(voice, at, bytes))
      at += bytes
    }
    return chunks
  }
