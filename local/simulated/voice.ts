// Voices made of nothing but arithmetic: a buzzing throat, vowels as three resonances, a syllable rhythm. Audible, and cheap to make once.
import { BYTES_PER_MS, encodeSample } from './ulaw.ts'

/** First three resonances of five vowels, in Hz (textbook means of Peterson and Barney, 1952). */
const VOWELS = [
  [730, 1090, 2440],
  [530, 1840, 2480],
  [270, 2290, 3010],
  [570, 840, 2410],
  [300, 870, 2240],
] as const

const RATE = 8_000
const SYLLABLE_MS = 220
const RESONANCE_WIDTH_HZ = 110
/** Between syllables the voice only dips: a pause inside a word must not sound like the end of a turn. */
const DIP = 0.3
const LOUDNESS = 9_000

const resonance = (frequency: number, formants: readonly number[]): number =>
  formants.reduce((sum, formant, order) => sum + 1 / ((order + 1) * (1 + ((frequency - formant) / RESONANCE_WIDTH_HZ) ** 2)), 0.02)

const syllable = (pitchHz: number, formants: readonly number[]): Buffer => {
  const harmonics = Array.from({ length: Math.floor(3_400 / pitchHz) }, (_, k) => (k + 1) * pitchHz)
  const weights = harmonics.map((frequency) => resonance(frequency, formants))
  const scale = LOUDNESS / weights.reduce((sum, weight) => sum + weight, 0)
  const samples = SYLLABLE_MS * BYTES_PER_MS
  return Buffer.from(
    Array.from({ length: samples }, (_, i) => {
      const wave = harmonics.reduce((sum, hz, k) => sum + (weights[k] ?? 0) * Math.sin((2 * Math.PI * hz * i) / RATE), 0)
      const rhythm = DIP + (1 - DIP) * Math.sin((Math.PI * i) / samples)
      return encodeSample(wave * scale * rhythm * 2)
    }),
  )
}

/** About a second of u-law speech that can be repeated without end. */
export const makeVoice = (pitchHz: number): Buffer => Buffer.concat(VOWELS.map((formants) => syllable(pitchHz, formants)))

/** The tone after a mailbox's greeting. */
export const makeBeep = (ms: number): Buffer =>
  Buffer.from(Array.from({ length: ms * BYTES_PER_MS }, (_, i) => encodeSample(LOUDNESS * Math.sin((2 * Math.PI * 1_000 * i) / RATE))))

/** So many bytes of a voice, from wherever it is: `offset` counts bytes that were spoken before. */
export const speak = (voice: Buffer, offset: number, bytes: number): Buffer => {
  const spoken = Buffer.alloc(bytes)
  for (let at = 0; at < bytes; ) at += voice.copy(spoken, at, (offset + at) % voice.length, voice.length)
  return spoken
}

export const CALLER_PITCH_HZ = 118
export const AGENT_PITCH_HZ = 205
