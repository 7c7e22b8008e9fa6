// A telephone network, agents and sheets that are made up: nobody is called.
import { join } from 'node:path'
import { createFakeElevenLabs } from '../fake-elevenlabs/fake-elevenlabs.ts'
import { createFakeSheets } from '../fake-sheets/fake-sheets.ts'
import { createFakeTwilio } from '../fake-twilio/fake-twilio.ts'
import type { Flags } from './flags.ts'
import { ownSecrets, secretTexts } from './own-secrets.ts'
import { simulatedAccounts } from './simulated-accounts.ts'
import type { World } from './world.ts'

/** Stands for the CloudFront distribution, which Twilio reaches the bridge by; `.test` is reserved (RFC 6761) and resolves nowhere else. */
const BRIDGE_HOST = 'bridge.ringmaster.test'
/** Stands for api.elevenlabs.io where Twilio is sent there. */
const AGENT_HOST = 'elevenlabs.ringmaster.test'
/** What the simulated account allows; the deployment of this machine dials no faster. */
const ACCOUNT_CALLS_PER_SECOND = 10

export const simulatedWorld = ({ port, speed, seed, 'twilio-faults': faults = {} }: Flags, apiKey: string): World => {
  const url = `http://127.0.0.1:${port}`
  /** Public names, and the servers of this machine to which they lead. */
  const edges: Record<string, string> = {}

  const startProviders: World['startProviders'] = async ({ system, clock, dataDir, log, endings }) => {
    const { twilio: account, elevenLabs: agent, webhook: signed, google, googleKey } = simulatedAccounts()
    const sheets = await createFakeSheets({ account: google, machine: clock.machine, seed, log })
    endings.add('the simulated Google Sheets', () => sheets.close())

    const twilio = await createFakeTwilio({
      ...{ clock, edges, log, seed, callsPerSecond: ACCOUNT_CALLS_PER_SECOND, settings: faults },
      ...{ accountSid: account.accountSid, authToken: account.authToken, numbers: [account.phoneNumber] },
      file: join(dataDir, 'provider-calls.jsonl'),
    })
    endings.add('the simulated Twilio', () => twilio.close())

    const webhook = { url: `${url}/webhooks/elevenlabs/post-call`, ...signed }
    const elevenLabs = await createFakeElevenLabs({ clock, log, seed, streamHost: AGENT_HOST, webhook, ...agent })
    endings.add('the simulated ElevenLabs', () => elevenLabs.close())
    edges[AGENT_HOST] = elevenLabs.url.replace(/^http/, 'ws')

    return {
      ...{ twilio: twilio.url, elevenLabs: elevenLabs.url, sheets: sheets.url, calls: twilio.calls },
      secrets: secretTexts(system, {
        ...ownSecrets(apiKey),
        ...{ twilio: account, elevenlabs: agent, 'elevenlabs-webhook': signed },
        google: { ...googleKey, token_uri: sheets.tokenUri },
      }),
    }
  }

  return {
    ...{ stage: 'local', isReal: false, speed, reached: { url, host: BRIDGE_HOST }, only: 'everyone', startProviders },
    async beforeCalls({ bridge }) {
      edges[BRIDGE_HOST] = bridge.replace(/^http/, 'ws')
    },
    words: ({ twilio, sheets }) => [
      `Its simulated Twilio is at ${twilio}/simulator/calls`,
      `Its simulated Google Sheets is at ${sheets}/simulator/spreadsheets`,
    ],
  }
}
