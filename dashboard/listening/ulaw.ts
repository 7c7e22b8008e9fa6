// u-law as telephones speak it (ITU-T G.711), made into samples between -1 and 1.

/** Of the telephone network. */
export const SAMPLE_RATE = 8_000

const BIAS = 0x84

/** Bits are sent inverted: sign, exponent, mantissa. */
const sampleOf = (byte: number): number => {
  const bits = ~byte & 0xff
  const magnitude = ((((bits & 0x0f) << 3) + BIAS) << ((bits >> 4) & 0x07)) - BIAS
  return (bits & 0x80 ? -magnitude : magnitude) / 0x8000
}

const SAMPLES = Float32Array.from({ length: 256 }, (_, byte) => sampleOf(byte))

/** `payload`: base64. */
export const decodeUlaw = (payload: string): Float32Array<ArrayBuffer> => {
  const bytes = atob(payload)
  const samples = new Float32Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) samples[i] = SAMPLES[bytes.charCodeAt(i)] ?? 0
  return samples
}
