// Accounts at the simulated providers, made up at each start.
import { generateKeyPairSync, randomBytes } from 'node:crypto'

const hex = (bytes: number): string => randomBytes(bytes).toString('hex')

export const simulatedAccounts = () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const client = 'ringmaster@simulated.iam.gserviceaccount.com'
  return {
    // +1 202 555 01xx is reserved for fiction, and valid to libphonenumber.
    twilio: { accountSid: `AC${hex(16)}`, authToken: hex(16), phoneNumber: '+12025550100' },
    elevenLabs: { apiKey: hex(16), agentId: `agent_${hex(10)}` },
    webhook: { secret: `wsec_${hex(32)}` },
    google: { email: client, publicKey },
    googleKey: { client_email: client, private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }) },
  }
}
