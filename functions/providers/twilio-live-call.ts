// What the bridge asks of Twilio about a live call, each with one request: the whole SDK would cost it 22 MB and a third of a second.
import * as z from 'zod/mini'
import type { Apologise, ConnectCall, HangUp } from '#app/ports/bridge.ts'
import { sayAndHangUp } from './twiml.ts'

const DEADLINE_MS = 5_000
/** Call is not in-progress, which is what was wanted: https://www.twilio.com/docs/api/errors/21220 */
const ALREADY_OVER = 21220

const Refusal = z.object({ code: z.int() })

type Parts = {
  /** https://api.twilio.com, or a simulator. */
  apiUrl: string
  /** Read at each call, so that a new token is used without a restart. */
  secret: () => Promise<{ accountSid: string; authToken: string }>
}

export const hangUp =
  (parts: Parts): HangUp =>
  async (callSid) => {
    await change(parts, callSid, { Status: 'completed' })
  }

/** The call's audio leaves the stream for this. */
export const apologise =
  (parts: Parts): Apologise =>
  (callSid, { text, language }) =>
    change(parts, callSid, { Twiml: sayAndHangUp(text, language) })

export const connectCall =
  (parts: Parts): ConnectCall =>
  (callSid, document) =>
    change(parts, callSid, { Twiml: document })

/** False when the call was over already. */
const change = async ({ apiUrl, secret }: Parts, callSid: string, to: Record<string, string>): Promise<boolean> => {
  const { accountSid, authToken } = await secret()
  const response = await fetch(`${apiUrl}/2010-04-01/Accounts/${accountSid}/Calls/${callSid}.json`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
    body: new URLSearchParams(to),
    signal: AbortSignal.timeout(DEADLINE_MS),
  })
  const body = await response.text()
  if (response.ok) return true
  const code = codeOf(body)
  if (response.status === 404 || code === ALREADY_OVER) return false
  throw new Error(`Twilio did not change the call: HTTP ${response.status}, code ${code ?? 'unknown'}`)
}

const codeOf = (body: string): number | undefined => {
  try {
    return Refusal.safeParse(JSON.parse(body)).data?.code
  } catch {
    // A proxy's error page.
    return undefined
  }
}
