// The secrets that belong to this machine rather than to a provider, and all secrets as Secrets Manager holds them.
import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { LocalSystem } from '../system.ts'

/** `key`: of the API. What must be the same after a restart is made of it. */
export const ownSecrets = (key: string): Record<string, unknown> => ({
  // Receivers of webhooks know what is made of it.
  webhooks: { key: createHash('sha256').update(`webhooks ${key}`).digest('hex') },
  // As lasting as the table, which holds digests that were made with it.
  'suppression-salt': { key: createHmac('sha256', key).update('suppression-salt').digest('hex') },
  signing: { key: randomBytes(32).toString('hex') },
  'first-key': { key },
  keys: { keys: [key] },
})

/** By the names that the template gives them, which end in what they are for. */
export const secretTexts = ({ secrets }: Pick<LocalSystem, 'secrets'>, values: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    secrets.map(({ name }) => {
      const value = values[name.split('/').at(-1) ?? '']
      if (value === undefined) throw new Error(`Nobody knows what belongs into the secret ${name}`)
      return [name, JSON.stringify(value)]
    }),
  )
