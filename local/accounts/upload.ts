// Puts the accounts of `.env` into the secrets of a stage, which the functions read.
import { ELEVENLABS_NAMES, secretIn, TWILIO_NAMES, WEBHOOK_NAMES } from './env-file.ts'
import { ElevenLabsAccount, problemsOf, TwilioAccount, WebhookSecret } from './shapes.ts'

export type SecretStore = {
  /** Undefined: the deployment has not made it yet. */
  read(name: string): Promise<string | undefined>
  write(name: string, value: string): Promise<void>
}

type Variables = Readonly<Record<string, string | undefined>>

const nameOf = (stage: string, id: string): string => `ringmaster/${stage}/${id}`

const KINDS = [
  { id: 'twilio', names: TWILIO_NAMES, schema: TwilioAccount, isOptional: false },
  { id: 'elevenlabs', names: ELEVENLABS_NAMES, schema: ElevenLabsAccount, isOptional: false },
  { id: 'elevenlabs-webhook', names: WEBHOOK_NAMES, schema: WebhookSecret, isOptional: true },
] as const

const fieldsOf = (text: string): Record<string, unknown> => {
  const read: unknown = JSON.parse(text)
  return typeof read === 'object' && read !== null ? { ...read } : {}
}

/** What signs, of secrets that are exchanged while messages are under way. */
const SIGNS: Readonly<Record<string, string>> = { twilio: 'authToken', 'elevenlabs-webhook': 'secret' }

const textsIn = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string' && one !== '')

/**
 * What was signed with those before is still taken: until somebody says that the exchange is over. Which of several new ones the provider
 * has taken up nobody knows here, so none is dropped before. Of another account they are of no use.
 */
const withBefore = (id: string, secret: Record<string, string>, was: string): Record<string, unknown> => {
  const field = SIGNS[id]
  const old = fieldsOf(was)
  if (field === undefined || old.accountSid !== secret.accountSid || old.isMadeUp === true) return secret
  const known = new Set([old[field], old.before, old.earlier].flatMap(textsIn))
  known.delete(secret[field] ?? '')
  const [before, ...earlier] = known
  if (before === undefined) return secret
  return { ...secret, before, ...(earlier.length > 0 ? { earlier } : {}) }
}

/** All or nothing: what is wrong is said before anything is written. Gives the names of the secrets that were. */
export const uploadAccounts = async (variables: Variables, { stage, store }: { stage: string; store: SecretStore }): Promise<string[]> => {
  const given = KINDS.map((kind) => ({ ...kind, name: nameOf(stage, kind.id), secret: secretIn(variables, kind.names) })).filter(
    ({ isOptional, secret }) => !isOptional || Object.keys(secret).length > 0,
  )
  const problems = given.flatMap(({ names, schema, secret }) =>
    problemsOf(schema, secret).map((problem) => `${problem} (${Object.keys(names).join(', ')})`),
  )
  if (problems.length > 0) throw new Error(`Nothing was written. In .env: ${problems.join('; ')}`)
  const kept = await Promise.all(given.map(async (one) => ({ ...one, was: await store.read(one.name) })))
  const absent = kept.filter(({ was }) => was === undefined).map(({ name }) => name)
  if (absent.length > 0) throw new Error(`Nothing was written. There is no secret ${absent.join(', ')}: npm run deploy -- --stage ${stage}`)
  for (const { id, name, secret, was = '{}' } of kept) await store.write(name, JSON.stringify(withBefore(id, secret, was)))
  return kept.map(({ name }) => name)
}
