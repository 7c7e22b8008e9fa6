// Telephone audio: 8 000 samples a second, one G.711 u-law byte each.

export const BYTES_PER_MS = 8
/** What one media message of a telephone call carries: 20 ms. */
export const FRAME_MS = 20
export const FRAME_BYTES = FRAME_MS * BYTES_PER_MS

const SILENCE = 0xff
const NEGATIVE_SILENCE = 0x7f
const BIAS = 0x84
const LOUDEST = 32_635

/** One 16-bit sample as ITU-T G.711 writes it. */
export const encodeSample = (sample: number): number => {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(Math.abs(Math.round(sample)), LOUDEST) + BIAS
  const exponent = 31 - Math.clz32(magnitude) - 7
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f
  return ~(sign | (exponent << 4) | mantissa) & 0xff
}

export const silence = (ms: number): Buffer => Buffer.alloc(ms * BYTES_PER_MS, SILENCE)

/** Whether somebody speaks in it: a tenth of the bytes are not zero amplitude. */
export const isVoiced = (audio: Uint8Array): boolean => {
  let sounding = 0
  for (const byte of audio) if (byte !== SILENCE && byte !== NEGATIVE_SILENCE) sounding += 1
  return sounding * 10 >= audio.length && sounding > 0
}

const DECODED = Int16Array.from({ length: 256 }, (_, byte) => {
  const bits = ~byte & 0xff
  const magnitude = ((((bits & 0x0f) << 3) + BIAS) << ((bits >> 4) & 0x07)) - BIAS
  return bits & 0x80 ? -magnitude : magnitude
})

/** What `encodeSample` makes of a sample, as a sample again. */
export const decodeSample = (byte: number): number => DECODED[byte] ?? 0
