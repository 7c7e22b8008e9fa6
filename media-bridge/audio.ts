// U-law audio as both sides send it, which is base64 text: whether it is that, how long it is, how loud, and pieces made one.

/** 8 bytes a millisecond; four characters hold three bytes. */
export const audioLength = (ms: number): number => Math.ceil((ms * 8 * 4) / 3)

const paddingOf = (payload: string): number => {
  if (payload.endsWith('==')) return 2
  return payload.endsWith('=') ? 1 : 0
}
const bytesIn = (payload: string): number => (payload.length / 4) * 3 - paddingOf(payload)

export const audioMs = (payload: string): number => bytesIn(payload) / 8

/** With its padding, as both sides send it. Decoding is several times as fast as looking at each character; it forgives white space, which its length tells. */
export const isBase64 = (text: string): boolean => {
  if (text.length % 4 !== 0) return false
  try {
    return atob(text).length === bytesIn(text)
  } catch {
    return false
  }
}

/** Every so many samples are looked at for how loud a piece is. */
const STRIDE = 4

/** Mean of a u-law sample's size, 0 to 127, on its own logarithmic scale. The bits are inverted, the sign is the highest. */
const loudness = (samples: Buffer): number => {
  let sum = 0
  for (let i = 0; i < samples.length; i += STRIDE) sum += ~(samples[i] ?? 0) & 0x7f
  return samples.length === 0 ? 0 : sum / Math.ceil(samples.length / STRIDE)
}

/** About -35 dB of full scale: above the noise of a line, below a voice on it. */
const VOICE = 40

export type Piece = { payload: string; isVoiced: boolean }

/** The pieces' audio as one: padding stands only at the end of base64, so two pieces are more than their texts in a row. */
export const join = (payloads: readonly string[]): Piece => {
  const [only] = payloads
  let length = 0
  for (const payload of payloads) length += bytesIn(payload)
  const samples = Buffer.allocUnsafe(length)
  let at = 0
  for (const payload of payloads) at += samples.write(payload, at, 'base64')
  return { payload: payloads.length === 1 && only !== undefined ? only : samples.toString('base64'), isVoiced: loudness(samples) >= VOICE }
}
