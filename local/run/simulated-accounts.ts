// Accounts at the simulated providers, and the secrets that the deployed system would read from Secrets Manager.
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import type { LocalSystem } from '../system.ts'

const hex = (bytes: number): string => randomBytes(bytes).toString('hex')

/** `key`: of the API. */
export const simulatedAccounts = (key: string) => {
  // +1 202 555 01xx is reserved for fiction, and valid to libphonenumber.
  const twilio = { accountSid: `AC${hex(16)}`, authToken: hex(16), phoneNumber: '+12025550100' }
  const elevenLabs = { apiKey: hex(16), agentId: `agent_${hex(10)}` }
  const webhook = { secret: `wsec_${hex(32)}` }
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const google = { email: 'ringmaster@simulated.iam.gserviceaccount.com', publicKey }
  const googleKey = { client_email: google.email, private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }) }
  // The one secret that must be the same after a restart: receivers know what is made of it.
  const webhooks = { key: createHash('sha256').update(`webhooks ${key}`).digest('hex') }
  const values: Record<string, unknown> = {
    ...{ twilio, elevenlabs: elevenLabs, 'elevenlabs-webhook': webhook },
    ...{ webhooks, signing: { key: hex(32) }, 'first-key': { key }, keys: { keys: [key] } },
  }
  return {
    twilio,
    elevenLabs,
    webhook,
    google,
    /** By the names that the template gives them, which end in what they are for. */
    secrets({ secrets }: Pick<LocalSystem, 'secrets'>, { tokenUri }: { tokenUri: string }): Record<string, string> {
      const all: Record<string, unknown> = { ...values, google: { ...googleKey, token_uri: tokenUri } }
      return Object.fromEntries(
        secrets.map(({ name }) => {
          const value = all[name.split('/').at(-1) ?? '']
          if (value === undefined) throw new Error(`Nobody knows what belongs into the secret ${name}`)
          return [name, JSON.stringify(value)]
        }),
      )
    },
  }
}
