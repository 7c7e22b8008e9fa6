// 20 ms of u-law that tell their call and their place in it: what arrives says where it came from.
const FRAME_BYTES = 160
export const FRAME_MS = 20

/** Noise, never silence: a bridge that listens for silence must not hear any. */
const NOISE = Buffer.from(Array.from({ length: FRAME_BYTES }, (_, n) => (n * 89) % 120))

/** The payload of `frames` frames, the first of which is number `first`. */
export const speech = (call: number, { first, frames }: { first: number; frames: number }): string => {
  const audio = Buffer.allocUnsafe(frames * FRAME_BYTES)
  for (let frame = 0; frame < frames; frame++) {
    const at = frame * FRAME_BYTES
    NOISE.copy(audio, at)
    audio.writeUInt16BE(call, at)
    audio.writeUInt32BE(first + frame, at + 2)
  }
  return audio.toString('base64')
}

/** Numbers of the frames in a payload, however they were joined. */
export const heard = (payload: string): { call: number; frames: number[] } => {
  const audio = Buffer.from(payload, 'base64')
  const frames: number[] = []
  for (let at = 0; at < audio.length; at += FRAME_BYTES) frames.push(audio.readUInt32BE(at + 2))
  return { call: audio.readUInt16BE(0), frames }
}
