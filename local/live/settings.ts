// What calling real people from this machine needs, as `.env` and the environment give it. Whatever is missing or wrong is said, all at once.
import { ELEVENLABS_NAMES, readEnvFile, secretIn, TWILIO_NAMES, WEBHOOK_NAMES } from '../accounts/env-file.ts'
import { ElevenLabsAccount, problemsOf, TwilioAccount, WebhookSecret } from '../accounts/shapes.ts'
import { UsageError } from '../run/flags.ts'

export type LiveSettings = {
  /** https://host: where Twilio and ElevenLabs reach this machine. */
  publicUrl: string
  twilio: TwilioAccount
  elevenLabs: ElevenLabsAccount
  /** Absent: ElevenLabs has no webhook for results, which are fetched then. */
  webhookSecret?: string
  providers: { twilio: string; twilioVoice: string; elevenLabs: string; sheets: string }
}

const PROVIDERS = {
  twilio: 'https://api.twilio.com',
  twilioVoice: 'https://voice.twilio.com',
  elevenLabs: 'https://api.elevenlabs.io',
  sheets: 'https://sheets.googleapis.com',
}

type Variables = Readonly<Record<string, string | undefined>>

/** The same names as the functions read: only to reach a simulator, which answers for all of Twilio's hosts. */
const providersIn = ({ TWILIO_API_URL, ELEVENLABS_API_URL }: Variables): LiveSettings['providers'] => ({
  ...PROVIDERS,
  ...(TWILIO_API_URL === undefined ? {} : { twilio: TWILIO_API_URL, twilioVoice: TWILIO_API_URL }),
  ...(ELEVENLABS_API_URL === undefined ? {} : { elevenLabs: ELEVENLABS_API_URL }),
})

const addressProblems = (text: string | undefined, publicPort: number): string[] => {
  const tunnel = `the https address that your tunnel (cloudflared, ngrok or another) gives to port ${publicPort} of this machine`
  if (text === undefined || text.trim() === '') return [`PUBLIC_URL is missing: ${tunnel}`]
  const url = URL.parse(text.trim())
  if (url?.protocol !== 'https:') return [`PUBLIC_URL is ${text}, and has to be ${tunnel}: Twilio streams audio to https hosts only`]
  const isBare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
  return isBare ? [] : [`PUBLIC_URL is ${text}: leave out everything behind the host`]
}

const accountProblems = (schema: typeof TwilioAccount | typeof ElevenLabsAccount | typeof WebhookSecret, given: object, names: object) =>
  problemsOf(schema, given).map((problem) => `${problem} (${Object.keys(names).join(', ')})`)

export const readLiveSettings = (
  file: string,
  { environment, publicPort }: { environment: Variables; publicPort: number },
): LiveSettings => {
  const variables = readEnvFile(file, environment)
  const twilio = secretIn(variables, TWILIO_NAMES)
  const elevenLabs = secretIn(variables, ELEVENLABS_NAMES)
  const webhook = secretIn(variables, WEBHOOK_NAMES)
  const problems = [
    ...addressProblems(variables.PUBLIC_URL, publicPort),
    ...accountProblems(TwilioAccount, twilio, TWILIO_NAMES),
    ...accountProblems(ElevenLabsAccount, elevenLabs, ELEVENLABS_NAMES),
    ...(webhook.secret === undefined ? [] : accountProblems(WebhookSecret, webhook, WEBHOOK_NAMES)),
  ]
  if (problems.length > 0) throw new UsageError([`Nobody is called. In ${file} or the environment:`, ...problems].join('\n  '))
  return {
    publicUrl: new URL(variables.PUBLIC_URL ?? '').origin,
    twilio: TwilioAccount.parse(twilio),
    elevenLabs: ElevenLabsAccount.parse(elevenLabs),
    ...(webhook.secret === undefined ? {} : { webhookSecret: webhook.secret }),
    providers: providersIn(variables),
  }
}
