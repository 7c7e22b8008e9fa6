// Real people, who are called through the accounts of `.env`, and reach this machine by a public address.
import { randomBytes } from 'node:crypto'
import { type Flags, UsageError } from '../run/flags.ts'
import { ownSecrets, secretTexts } from '../run/own-secrets.ts'
import { assertFree } from '../run/port.ts'
import type { World } from '../run/world.ts'
import { openDoor } from './door.ts'
import { examineAccounts, examineReach } from './examined.ts'
import { type LiveSettings, readLiveSettings } from './settings.ts'

/** As a new deployment has it: sheets cannot be connected. */
const NO_GOOGLE = { client_email: '', private_key: '', token_uri: 'https://oauth2.googleapis.com/token' }

const secretsOf = ({ twilio, elevenLabs, webhookSecret }: LiveSettings, apiKey: string): Record<string, unknown> => ({
  ...ownSecrets(apiKey),
  ...{ twilio, elevenlabs: elevenLabs, google: NO_GOOGLE },
  // Without one of theirs, nobody can sign results.
  'elevenlabs-webhook': { secret: webhookSecret ?? randomBytes(32).toString('hex') },
})

type Start = { flags: Flags; apiKey: string; envFile: string; say: (line: string) => void }

/** Throws with whatever is missing or wrong, before anything is started. */
export const liveWorld = async ({ flags, apiKey, envFile, say }: Start): Promise<World> => {
  const { only, 'i-mean-it': everybody = false, 'public-port': publicPort, port } = flags
  if (publicPort === port) throw new UsageError('--public-port and --port are the same: who comes through the tunnel may reach less.')
  const settings = readLiveSettings(envFile, { environment: process.env, publicPort })
  await assertFree(publicPort)
  await examineAccounts(settings, { say })
  const { publicUrl, providers } = settings
  return {
    ...{ stage: 'live', isReal: true, speed: flags.speed, reached: { url: publicUrl, host: new URL(publicUrl).host } },
    only: everybody ? 'everyone' : (only ?? []).join(','),
    startProviders: async ({ system }) => ({ ...providers, secrets: secretTexts(system, secretsOf(settings, apiKey)) }),
    async beforeCalls(behind, endings) {
      const door = await openDoor(publicPort, behind)
      endings.add('the public door', () => door.close())
      await examineReach(settings, { door, say })
    },
    words: () => [
      `Real people are called, from ${settings.twilio.phoneNumber}: ${everybody ? 'everybody on your lists' : `nobody but ${only?.join(', ')}`}`,
      `Twilio reaches it at ${publicUrl}; everything else is for this machine alone`,
    ],
  }
}
