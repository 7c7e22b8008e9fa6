// What both sides of a call let be heard, in pieces, as a recording keeps it: whoever was called on the first channel.
import type { Frames } from '../media-stream/frames.ts'
import type { PlayoutEvents } from '../media-stream/playout.ts'
import { BYTES_PER_MS, FRAME_MS } from '../simulated/ulaw.ts'
import { type Piece, wavOf } from '../simulated/wav.ts'

export type Tape = {
  /** The same frames; what is taken of them is what the caller says. */
  taking(frames: Frames): Frames
  /** What is played to the caller. */
  on: Required<PlayoutEvents>
  wav(seconds: number): Buffer
}

/** A piece that goes on when the playing is cut off ends there. */
const until = (at: number, { fromMs, audio }: Piece): Piece[] =>
  fromMs >= at ? [] : [{ fromMs, audio: audio.subarray(0, Math.ceil((at - fromMs) * BYTES_PER_MS)) }]

export const createTape = (): Tape => {
  const caller: { fromMs: number; frame: string }[] = []
  let agent: Piece[] = []
  return {
    taking: (frames) => (sound, ordinal) => {
      const frame = frames(sound, ordinal)
      if (sound !== 'silence') caller.push({ fromMs: ordinal * FRAME_MS, frame })
      return frame
    },
    on: {
      played: (audio, fromMs) => void agent.push({ fromMs, audio }),
      cut(at) {
        agent = agent.flatMap((piece) => until(at, piece))
      },
    },
    wav: (seconds) => wavOf([caller.map(({ fromMs, frame }) => ({ fromMs, audio: Buffer.from(frame, 'base64') })), agent], seconds),
  }
}
