// Signatures of texts that fit into a URL. One key signs things of several purposes, so that a signature for one is none for another.
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod/mini'

/** What the signing secret holds; while its key is exchanged also the one before, and since when: epoch milliseconds. */
export const SigningSecret = z.object({
  key: z.string().check(z.minLength(16)),
  before: z.optional(z.string().check(z.minLength(16))),
  since: z.optional(z.number()),
})
export type SigningSecret = z.infer<typeof SigningSecret>

/** Whoever verifies may have read the secret five minutes ago (secrets.ts): until all know the new key, the one before signs. */
const KNOWN_AFTER_MS = 10 * 60_000
/** Longer than anything lives that is signed here: then a key that has leaked is worth nothing. */
const FORGOTTEN_AFTER_MS = 30 * 60_000

export type Signer = {
  signatureOf(text: string): string
  isSigned(text: string, signature: string): boolean
}

/** `now`: epoch milliseconds of the machine. */
export const signer = ({ key, before, since = 0 }: SigningSecret, { purpose, now }: { purpose: string; now: () => number }): Signer => {
  const signedWith = (one: string, text: string): string => createHmac('sha256', one).update(`${purpose}:${text}`).digest('base64url')
  const isOf = (one: string, text: string, signature: string): boolean => {
    const expected = Buffer.from(signedWith(one, text))
    const shown = Buffer.from(signature)
    return shown.length === expected.length && timingSafeEqual(shown, expected)
  }
  return {
    signatureOf: (text) => signedWith(before !== undefined && now() < since + KNOWN_AFTER_MS ? before : key, text),
    isSigned(text, signature) {
      const believed = before !== undefined && now() < since + FORGOTTEN_AFTER_MS ? [key, before] : [key]
      return believed.map((one) => isOf(one, text, signature)).includes(true)
    },
  }
}
