// Accounts at the simulated providers, and the secrets that the deployed system would read from Secrets Manager.
import { randomBytes } from 'node:crypto'
import type { LocalSystem } from '../system.ts'

const hex = (bytes: number): string => randomBytes(bytes).toString('hex')

export const simulatedAccounts = () => {
  // +1 202 555 01xx is reserved for fiction, and valid to libphonenumber.
  const twilio = { accountSid: `AC${hex(16)}`, authToken: hex(16), phoneNumber: '+12025550100' }
  const elevenLabs = { apiKey: hex(16), agentId: `agent_${hex(10)}` }
  const key = hex(32)
  const values: Record<string, unknown> = {
    ...{ twilio, elevenlabs: elevenLabs },
    ...{ signing: { key: hex(32) }, 'first-key': { key }, keys: { keys: [key] } },
  }
  return {
    twilio,
    elevenLabs,
    /** By the names that the template gives them, which end in what they are for. */
    secrets({ secrets }: Pick<LocalSystem, 'secrets'>): Record<string, string> {
      return Object.fromEntries(
        secrets.map(({ name }) => {
          const value = values[name.split('/').at(-1) ?? '']
          if (value === undefined) throw new Error(`Nobody knows what belongs into the secret ${name}`)
          return [name, JSON.stringify(value)]
        }),
      )
    },
  }
}
