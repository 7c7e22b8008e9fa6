// Signed addresses on which a conversation may be opened: for fifteen minutes, and only once when they name the conversation.
import { randomBytes } from 'node:crypto'

export type SignedUrls = {
  /** The signature of a new address. */
  issue(conversationId: string | undefined): string
  /** Undefined when the signature is unknown, expired or used up. */
  admit(signature: string): { conversationId: string | undefined } | undefined
}

const LIFE_MS = 15 * 60 * 1_000

/** `now`: machine time. */
export const createSignedUrls = (now: () => number): SignedUrls => {
  const issued = new Map<string, { conversationId: string | undefined; expiresAt: number }>()

  const dropExpired = (): void => {
    // In the order in which they expire.
    for (const [signature, { expiresAt }] of issued) {
      if (expiresAt > now()) return
      issued.delete(signature)
    }
  }

  return {
    issue(conversationId) {
      dropExpired()
      const signature = `cvtkn_${randomBytes(16).toString('hex')}`
      issued.set(signature, { conversationId, expiresAt: now() + LIFE_MS })
      return signature
    },
    admit(signature) {
      dropExpired()
      const found = issued.get(signature)
      if (found?.conversationId !== undefined) issued.delete(signature)
      return found && { conversationId: found.conversationId }
    },
  }
}
