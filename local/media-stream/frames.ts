// The caller's audio, cut into ready frames of base64 once for all calls.
import { FRAME_BYTES, FRAME_MS, silence } from '../simulated/ulaw.ts'
import { CALLER_PITCH_HZ, makeBeep, makeVoice } from '../simulated/voice.ts'
import { voiceOf } from '../simulated/wishes.ts'
import type { Sound } from './caller.ts'

export type Frames = (sound: Sound, ordinal: number) => string

const cut = (audio: Buffer): string[] =>
  Array.from({ length: Math.floor(audio.length / FRAME_BYTES) }, (_, i) =>
    audio.subarray(i * FRAME_BYTES, (i + 1) * FRAME_BYTES).toString('base64'),
  )

export const createFrames = (): Frames => {
  const quiet = silence(FRAME_MS).toString('base64')
  const sounds: Record<Sound, string[]> = {
    speech: cut(makeVoice(CALLER_PITCH_HZ)),
    'do-not-call': cut(voiceOf('do-not-call')),
    'call-back': cut(voiceOf('call-back')),
    beep: cut(makeBeep(FRAME_MS)),
    silence: [quiet],
  }
  return (sound, ordinal) => sounds[sound][ordinal % sounds[sound].length] ?? quiet
}
