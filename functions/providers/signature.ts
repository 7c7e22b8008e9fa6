// Signatures of texts that fit into a URL. One key signs things of several purposes, so that a signature for one is none for another.
import { createHmac, timingSafeEqual } from 'node:crypto'
import * as z from 'zod'

/** What the signing secret holds. */
export const SigningSecret = z.object({ key: z.string().min(16) })

export type Signer = {
  signatureOf(text: string): string
  isSigned(text: string, signature: string): boolean
}

export const signer = ({ key, purpose }: { key: string; purpose: string }): Signer => {
  const signatureOf = (text: string): string => createHmac('sha256', key).update(`${purpose}:${text}`).digest('base64url')
  return {
    signatureOf,
    isSigned(text, signature) {
      const expected = Buffer.from(signatureOf(text))
      const shown = Buffer.from(signature)
      return shown.length === expected.length && timingSafeEqual(shown, expected)
    },
  }
}
