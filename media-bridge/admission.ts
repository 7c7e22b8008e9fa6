// Who may open a media stream: Twilio, for an attempt that we permitted moments ago.
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js'
import type { StreamTokens } from '#app/ports/bridge.ts'
import type { AttemptId } from '#contract/ids.ts'

export type Admission = { attemptId: AttemptId } | { status: 401 | 403 | 404; reason: string }

type Parts = {
  /** Base of the stream's address as Twilio knows it: what is behind proxies has no say. */
  publicUrl: string
  /** Two while they are exchanged at Twilio. */
  authTokens: () => Promise<readonly string[]>
  tokens: () => Promise<Pick<StreamTokens, 'verify'>>
}

const PATH = /^\/media\/([\w.-]{1,500})$/

export const admission =
  ({ publicUrl, authTokens, tokens }: Parts) =>
  async ({ path, signature }: { path: string; signature: string | undefined }): Promise<Admission> => {
    const token = PATH.exec(path)?.[1]
    if (token === undefined) return { status: 404, reason: 'no such path' }
    // Twilio signs the wss:// address, and nothing but the address for a WebSocket.
    const isTwilios = (await authTokens()).some((one) => validateRequest(one, signature ?? '', `${publicUrl}${path}`, {}))
    if (!isTwilios) return { status: 403, reason: 'bad signature' }
    const attemptId = (await tokens()).verify(token)
    return attemptId ? { attemptId } : { status: 401, reason: 'bad token' }
  }
