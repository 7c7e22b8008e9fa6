// What is deployed: do the API, the webhooks, the page and the bridge answer as Twilio, ElevenLabs and people ask them?
import { createHmac } from 'node:crypto'
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js'
import * as z from 'zod/mini'
import { TwilioAccount, WebhookSecret } from '../../accounts/shapes.ts'
import { type Check, fail, ok, warn } from '../check.ts'
import type { Look } from '../look.ts'

/** No attempt's id: a request that is believed is refused for what it says, and changes nothing. */
const NOBODY = 'doctor'
/** Answers of a webhook to that: it believed the signature, or it did not. */
const BELIEVED = 400
const REFUSED = 403

const isDeployed = ({ patient }: Look): boolean => patient.publicUrl !== undefined
const has =
  (part: 'pageUrl' | 'bridge') =>
  ({ patient }: Look): boolean =>
    patient[part] !== undefined

const urlOf = ({ patient }: Look, path: string): string => `${patient.publicUrl ?? ''}${path}`

/** A callback for nobody; `sign` makes its signature, of the address and the fields. */
const callback = async (look: Look, sign: (url: string, fields: Record<string, string>) => string): Promise<number> => {
  const url = urlOf(look, `/webhooks/twilio/status/${NOBODY}`)
  const fields = { CallSid: 'CAdoctor', CallStatus: 'completed' }
  const headers = { 'x-twilio-signature': sign(url, fields), 'content-type': 'application/x-www-form-urlencoded; charset=UTF-8' }
  const { status } = await look.fetch(url, { method: 'POST', headers, body: new URLSearchParams(fields).toString() })
  return status
}

const streamTo = async (look: Look): Promise<number> => {
  const { bridge = { publicUrl: '', reachAt: '' } } = look.patient
  const { authToken } = TwilioAccount.parse(await look.secret('twilio'))
  const path = `/media/${NOBODY}`
  return look.upgrade(`${bridge.reachAt}${path}`, {
    'x-twilio-signature': getExpectedTwilioSignature(authToken, `${bridge.publicUrl}${path}`, {}),
  })
}

const apiChecks: Check[] = [
  {
    name: 'api',
    needs: [],
    fix: 'Is it deployed, and is PUBLIC_URL its address? npm run deploy -- --stage …, or npm start on this machine.',
    appliesTo: isDeployed,
    run: async (look) => {
      const response = await look.fetch(urlOf(look, '/api/health'))
      if (!response.ok) return fail(`GET /api/health was answered with ${response.status}`)
      const answer = z.object({ ok: z.literal(true) }).safeParse(await response.json())
      return answer.success ? ok('the API and its table answer') : fail('something else than the API answers at that address')
    },
  },
  {
    name: 'page',
    needs: ['api'],
    fix: 'Put the page into its bucket: npm run deploy -- --stage …',
    appliesTo: has('pageUrl'),
    run: async ({ patient, fetch }) => {
      const response = await fetch(`${patient.pageUrl}/`)
      if (!response.ok) return fail(`the page was answered with ${response.status}`)
      const isProtected = response.headers.get('content-security-policy')?.includes("script-src 'self'") === true
      return isProtected
        ? ok('the page is there')
        : fail('the page comes without its content security policy', 'Open it by the address PageUrl.')
    },
  },
]

const webhookChecks: Check[] = [
  {
    name: 'webhook-address',
    needs: ['api'],
    fix: 'PUBLIC_URL has to lead to this API, path and all: check the tunnel or the domain in front of it.',
    appliesTo: isDeployed,
    run: async (look) => {
      const status = await callback(look, () => 'no signature')
      if (status === REFUSED) return ok('callbacks that nobody signed are refused')
      return fail(`a callback without a signature was answered with ${status} instead of ${REFUSED}`)
    },
  },
  {
    name: 'webhook-signature',
    needs: ['webhook-address', 'twilio-account'],
    fix: 'The auth token here and the one of the deployment differ, or PUBLIC_URL is not the address that Twilio is given: npm run secrets -- --stage …',
    appliesTo: isDeployed,
    run: async (look) => {
      const { authToken } = TwilioAccount.parse(await look.secret('twilio'))
      const status = await callback(look, (url, fields) => getExpectedTwilioSignature(authToken, url, fields))
      return status === BELIEVED ? ok('callbacks that Twilio signs are believed') : fail(`a signed callback was answered with ${status}`)
    },
  },
  {
    name: 'results-webhook',
    needs: ['api', 'elevenlabs-webhook-secret'],
    fix: 'The webhook secret here and the one of the deployment differ: npm run secrets -- --stage …',
    appliesTo: ({ patient }) => patient.publicUrl !== undefined && patient.kind !== 'env',
    run: async (look) => {
      const { secret } = WebhookSecret.parse(await look.secret('elevenlabs-webhook'))
      const body = '{}'
      const at = Math.floor(look.now() / 1_000)
      const mac = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')
      const headers = { 'elevenlabs-signature': `t=${at},v0=${mac}`, 'content-type': 'application/json' }
      const { status } = await look.fetch(urlOf(look, '/webhooks/elevenlabs/post-call'), { method: 'POST', headers, body })
      return status === BELIEVED ? ok('what ElevenLabs signs is believed') : fail(`a signed result was answered with ${status}`)
    },
  },
]

const bridgeChecks: Check[] = [
  {
    name: 'bridge',
    needs: [],
    fix: 'Look into the log of the bridge: /ringmaster/<stage>/bridge, or on this machine ringmaster.log.',
    appliesTo: has('bridge'),
    run: async ({ patient, fetch }) => {
      const { status } = await fetch(`${patient.bridge?.reachAt.replace(/^ws/, 'http')}/ready`)
      if (status === 503) return warn('the bridge is full, or about to end')
      return status === 200 ? ok('the bridge would take a call') : fail(`the bridge answered ${status}`)
    },
  },
  {
    name: 'bridge-stream',
    needs: ['bridge', 'twilio-account'],
    fix: 'The bridge has another auth token, or is reached by another address than it knows: npm run secrets -- --stage …, then deploy.',
    appliesTo: has('bridge'),
    run: async (look) => {
      const status = await streamTo(look)
      // Believed to be Twilio's, and then refused: its token is none of ours.
      return status === 401
        ? ok('streams that Twilio signs reach the bridge')
        : fail(`a signed test stream was answered with ${status} instead of 401`)
    },
  },
]

export const reachChecks: Check[] = [...apiChecks, ...webhookChecks, ...bridgeChecks]
