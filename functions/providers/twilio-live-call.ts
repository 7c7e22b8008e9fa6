// Ends a call at Twilio with one request: the whole SDK would cost the bridge 22 MB and a third of a second.
import * as z from 'zod'
import type { HangUp } from '#app/bridge-ports.ts'

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
  ({ apiUrl, secret }: Parts): HangUp =>
  async (callSid) => {
    const { accountSid, authToken } = await secret()
    const response = await fetch(`${apiUrl}/2010-04-01/Accounts/${accountSid}/Calls/${callSid}.json`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
      body: new URLSearchParams({ Status: 'completed' }),
      signal: AbortSignal.timeout(DEADLINE_MS),
    })
    const body = await response.text()
    if (response.ok || response.status === 404 || codeOf(body) === ALREADY_OVER) return
    throw new Error(`Twilio did not hang up: HTTP ${response.status}, code ${codeOf(body) ?? 'unknown'}`)
  }

const codeOf = (body: string): number | undefined => {
  try {
    return Refusal.safeParse(JSON.parse(body)).data?.code
  } catch {
    // A proxy's error page.
    return undefined
  }
}
