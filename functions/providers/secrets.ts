// Reads secrets, which are JSON in Secrets Manager, and keeps them for a few minutes, so that a new one is used soon.
import type { ZodMiniType } from 'zod/mini'
import { clock } from '#app/clock.ts'
import type { Clock } from '#app/ports/clock.ts'

const KEPT_MS = 5 * 60_000

/** The text of a secret. */
type Fetch = (secretId: string) => Promise<string>

export const secretReader = ({ fetch, clock }: { fetch: Fetch; clock: Pick<Clock, 'machine'> }) => {
  const kept = new Map<string, { text: Promise<string>; until: number }>()

  /** Those who ask at the same time share one request; a failed one is forgotten. */
  const textOf = (secretId: string): Promise<string> => {
    const known = kept.get(secretId)
    if (known && clock.machine() < known.until) return known.text
    const text = fetch(secretId)
    kept.set(secretId, { text, until: clock.machine() + KEPT_MS })
    text.catch(() => kept.delete(secretId))
    return text
  }
  return async <T>(secretId: string, schema: ZodMiniType<T>): Promise<T> => {
    const read = schema.safeParse(parsed(await textOf(secretId)))
    if (read.success) return read.data
    const wrong = read.error.issues.map((issue) => issue.path.join('.') || 'the whole').join(', ')
    throw new Error(`The secret ${secretId} does not hold what it should; look at: ${wrong}`)
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // Not JSON, and the error would quote the secret: the schema refuses undefined.
    return undefined
  }
}

/** Loaded when a secret is read: most requests of the API need none. */
const connect = async () => {
  const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager')
  const client = new SecretsManagerClient({})
  return (SecretId: string) => client.send(new GetSecretValueCommand({ SecretId }))
}
let connected: ReturnType<typeof connect> | undefined

export const readSecret = secretReader({
  clock,
  async fetch(secretId) {
    connected ??= connect()
    const { SecretString } = await (await connected)(secretId)
    if (SecretString === undefined) throw new Error(`The secret ${secretId} holds no text`)
    return SecretString
  },
})
