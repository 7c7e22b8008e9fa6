// Nobody is called before the accounts are right and the public address leads here: the doctor's own checks, whose failures end the start.
import type { Check } from '../doctor/check.ts'
import { CHECKS } from '../doctor/checks/all.ts'
import { reachChecks } from '../doctor/checks/reach.ts'
import { examine } from '../doctor/examine.ts'
import type { Patient } from '../doctor/look.ts'
import { lookAt } from '../doctor/world.ts'
import { type Door, SIGN_PATH } from './door.ts'
import type { LiveSettings } from './settings.ts'

const DEADLINE_MS = 10_000

const patientOf = ({ providers }: LiveSettings): Patient => ({
  kind: 'env',
  name: '.env',
  twilio: { api: providers.twilio, voice: providers.twilioVoice },
  elevenLabs: providers.elevenLabs,
  // Whom somebody will call is not known yet: Twilio says so itself when a country is not switched on, and the campaign pauses with that.
  countries: [],
})

const secretsIn =
  ({ twilio, elevenLabs }: LiveSettings) =>
  async (name: string): Promise<unknown> =>
    new Map<string, object>(Object.entries({ twilio, elevenlabs: elevenLabs })).get(name)

type Examination = { settings: LiveSettings; patient: Patient; say: (line: string) => void }

/** Throws with everything that has to be mended; what may be looked at some time is said. */
const needWell = async (checks: readonly Check[], { settings, patient, say }: Examination): Promise<void> => {
  const results = await examine(checks, lookAt({ patient, secret: secretsIn(settings) }))
  const told = (verdict: string) =>
    results.flatMap((result) => (result.verdict === verdict ? [`${result.name}: ${result.says}. ${result.fix ?? ''}`] : []))
  for (const line of told('warn')) say(`Look at this some time: ${line}`)
  const wrong = told('fail')
  if (wrong.length > 0) throw new Error(['Nobody is called. First mend this:', ...wrong].join('\n  '))
}

export const examineAccounts = (settings: LiveSettings, { say }: { say: (line: string) => void }): Promise<void> =>
  needWell(CHECKS, { settings, patient: patientOf(settings), say })

const answerAt = async (url: string): Promise<string> => {
  try {
    const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(DEADLINE_MS) })
    return response.ok ? await response.text() : `HTTP ${response.status}`
  } catch (error) {
    return error instanceof Error ? (error.cause instanceof Error ? error.cause.message : error.message) : String(error)
  }
}

/** Once the door is open: does the public address lead to it, and do webhooks and streams that Twilio signs get through? */
export const examineReach = async (settings: LiveSettings, { door, say }: { door: Door; say: (line: string) => void }): Promise<void> => {
  const { publicUrl } = settings
  const answer = await answerAt(`${publicUrl}${SIGN_PATH}`)
  if (answer !== door.sign) {
    const found = answer.length > 100 ? 'something else answers there' : answer
    throw new Error(
      `Nobody is called: PUBLIC_URL ${publicUrl} does not lead to port ${door.port} of this machine (${found}). Point your tunnel there, and at no other port.`,
    )
  }
  const bridge = publicUrl.replace(/^https/, 'wss')
  const patient = { ...patientOf(settings), publicUrl, bridge: { publicUrl: bridge, reachAt: bridge } }
  await needWell(reachChecks, { settings, patient, say })
}
