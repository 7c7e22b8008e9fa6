// The accounts as `.env` names them, for the commands of the person to whom they belong.
import { readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

/** Names of the environment → field of the secret. */
export const TWILIO_NAMES = {
  TWILIO_ACCOUNT_SID: 'accountSid',
  TWILIO_AUTH_TOKEN: 'authToken',
  TWILIO_PHONE_NUMBER: 'phoneNumber',
} as const
export const ELEVENLABS_NAMES = { ELEVENLABS_API_KEY: 'apiKey', ELEVENLABS_AGENT_ID: 'agentId' } as const
/** Only where ElevenLabs has a webhook that tells of conversations. */
export const WEBHOOK_NAMES = { ELEVENLABS_WEBHOOK_SECRET: 'secret' } as const

type Variables = Readonly<Record<string, string | undefined>>

/** What is in the file, and over it what is in the environment: that is how other programs have it. */
export const readEnvFile = (file: string, environment: Variables): Variables => {
  let text = ''
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!isAbsent) throw error
  }
  const given = Object.entries(environment).filter(([, value]) => value !== undefined && value !== '')
  return { ...parseEnv(text), ...Object.fromEntries(given) }
}

/** The secret's fields; those that nobody has given are absent. */
export const secretIn = (variables: Variables, names: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(names).flatMap(([name, field]) => {
      const value = variables[name]?.trim()
      return value ? [[field, value]] : []
    }),
  )
