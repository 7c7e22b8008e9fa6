// Recordings at Twilio: found by their call, fetched, and deleted there. Without the SDK, which a webhook must not wait for.
import * as z from 'zod/mini'
import type { CarrierRecording, CarrierRecordings } from '#app/ports/recordings.ts'
import { SomeText } from '#contract/parts.ts'

/** What the secret at TWILIO_SECRET_ID holds, as far as it is asked for here. */
export const TwilioAccount = z.object({ accountSid: SomeText, authToken: SomeText })
type TwilioAccount = z.infer<typeof TwilioAccount>

/** Ten minutes of two channels are 19 MB. */
const DEADLINE_MS = 20_000

/** https://www.twilio.com/docs/voice/api/recording: those that are absent, have failed or were deleted have nothing to fetch. */
const UNDER_WAY: ReadonlySet<string> = new Set(['in-progress', 'paused', 'stopped', 'processing'])

const Listed = z.object({
  recordings: z.array(z.object({ sid: z.string().check(z.regex(/^RE/)), status: z.string(), duration: z.nullish(z.coerce.number()) })),
})

type Parts = {
  /** https://api.twilio.com, or a simulator. */
  apiUrl: string
  /** Read at each call, so that a new token is used without a restart. */
  secret: () => Promise<TwilioAccount>
}

export const twilioRecordings = ({ apiUrl, secret }: Parts): CarrierRecordings => {
  const ask = async (path: string, method: 'GET' | 'DELETE' = 'GET'): Promise<Response> => {
    const { accountSid, authToken } = await secret()
    return await fetch(`${apiUrl}/2010-04-01/Accounts/${accountSid}/${path}`, {
      method,
      headers: { authorization: `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}` },
      signal: AbortSignal.timeout(DEADLINE_MS),
    })
  }
  const refused = (what: string, { status }: Response): Error => new Error(`Twilio did not ${what}: HTTP ${status}`)

  return {
    async ofCall(callSid) {
      const response = await ask(`Calls/${encodeURIComponent(callSid)}/Recordings.json`)
      if (response.status === 404) return []
      if (!response.ok) throw refused('list recordings', response)
      return Listed.parse(await response.json()).recordings.flatMap(({ sid, status, duration }): CarrierRecording[] => {
        const isReady = status === 'completed'
        // While it is processed the duration is −1.
        return isReady || UNDER_WAY.has(status) ? [{ sid, seconds: Math.max(0, Math.round(duration ?? 0)), isReady }] : []
      })
    },

    async fetch(sid) {
      const response = await ask(`Recordings/${encodeURIComponent(sid)}.wav?RequestedChannels=2`)
      if (!response.ok) throw refused('give the recording', response)
      return new Uint8Array(await response.arrayBuffer())
    },

    async remove(sid) {
      const response = await ask(`Recordings/${encodeURIComponent(sid)}.json`, 'DELETE')
      if (!response.ok && response.status !== 404) throw refused('delete the recording', response)
    },
  }
}
