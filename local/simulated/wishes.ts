// The little that a simulated caller can say in so many words: each wish has a voice of its own, by which the simulated agent knows it again.
import { FRAME_BYTES } from './ulaw.ts'
import { makeVoice } from './voice.ts'

/** Never to be called again; to be called another time. */
export const WISHES = ['do-not-call', 'call-back'] as const
export type Wish = (typeof WISHES)[number]

/** Apart from the voices of caller and agent. */
const PITCH_HZ: Record<Wish, number> = { 'do-not-call': 98, 'call-back': 142 }

export const voiceOf = (wish: Wish): Buffer => makeVoice(PITCH_HZ[wish])

const keyOf = (frame: Uint8Array): string => Buffer.from(frame.buffer, frame.byteOffset, frame.byteLength).toString('latin1')

/** Tells which wish a frame belongs to, if any. */
export const createUnderstanding = (): ((frame: Uint8Array) => Wish | undefined) => {
  const known = new Map<string, Wish>()
  for (const wish of WISHES) {
    const voice = voiceOf(wish)
    for (let at = 0; at < voice.length; at += FRAME_BYTES) known.set(keyOf(voice.subarray(at, at + FRAME_BYTES)), wish)
  }
  return (frame) => known.get(keyOf(frame))
}
