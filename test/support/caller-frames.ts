// Callers whose frames carry numbers, inaudibly: what arrives of them, and in which order, can be told.
import { createFrames, type Frames } from '../../local/media-stream/frames.ts'
import { FRAME_BYTES } from '../../local/simulated/ulaw.ts'

export type NumberedFrames = {
  frames: Frames
  /** The numbers of all that were sent, in their order. */
  sent: number[]
}

export const numberedFrames = (): NumberedFrames => {
  const voices = createFrames()
  const sent: number[] = []
  return {
    sent,
    frames(sound, ordinal) {
      const audio = Buffer.from(voices(sound, ordinal), 'base64')
      audio.writeUInt32BE(ordinal)
      sent.push(ordinal)
      return audio.toString('base64')
    },
  }
}

/** Whole frames, however they were joined. */
export const numbersIn = (audio: Buffer): number[] =>
  Array.from({ length: audio.length / FRAME_BYTES }, (_, i) => audio.readUInt32BE(i * FRAME_BYTES))
