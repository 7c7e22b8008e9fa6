// A WAV file of telephone audio: 16-bit samples, 8 000 a second, one channel beside the other. http://soundfile.sapp.org/doc/WaveFormat/
import { BYTES_PER_MS, decodeSample } from './ulaw.ts'

/** u-law audio, and when it was heard. */
export type Piece = { fromMs: number; audio: Uint8Array }

const SAMPLES_PER_SECOND = BYTES_PER_MS * 1_000
const SAMPLE_BYTES = 2
const HEADER_BYTES = 44
const PCM = 1

const headerOf = (channels: number, dataBytes: number): Buffer => {
  const frameBytes = channels * SAMPLE_BYTES
  const header = Buffer.alloc(HEADER_BYTES)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(HEADER_BYTES - 8 + dataBytes, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(PCM, 20)
  header.writeUInt16LE(channels, 22)
  header.writeUInt32LE(SAMPLES_PER_SECOND, 24)
  header.writeUInt32LE(SAMPLES_PER_SECOND * frameBytes, 28)
  header.writeUInt16LE(frameBytes, 32)
  header.writeUInt16LE(SAMPLE_BYTES * 8, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(dataBytes, 40)
  return header
}

/** Exactly so long: silence where nothing was heard, and nothing of what came later. */
export const wavOf = (channels: readonly (readonly Piece[])[], seconds: number): Buffer => {
  const frames = Math.round(seconds * SAMPLES_PER_SECOND)
  const data = Buffer.alloc(frames * channels.length * SAMPLE_BYTES)
  for (const [channel, pieces] of channels.entries()) {
    for (const { fromMs, audio } of pieces) {
      const first = Math.round(fromMs * BYTES_PER_MS)
      const last = Math.min(first + audio.length, frames)
      for (let frame = first; frame < last; frame++) {
        data.writeInt16LE(decodeSample(audio[frame - first] ?? 0), (frame * channels.length + channel) * SAMPLE_BYTES)
      }
    }
  }
  return Buffer.concat([headerOf(channels.length, data.length), data])
}
