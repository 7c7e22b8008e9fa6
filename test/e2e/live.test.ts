// `npm start -- --live`: the same code that calls real people, with simulators at the other ends of its wires.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { E164 } from '#contract/ids.ts'
import { canDial } from '#domain/compliance.ts'
import { realClock } from '../../local/clock/real-clock.ts'
import { createFakeElevenLabs, type FakeElevenLabs } from '../../local/fake-elevenlabs/fake-elevenlabs.ts'
import { createFakeTwilio, type FakeTwilio } from '../../local/fake-twilio/fake-twilio.ts'
import { freePort } from '../../local/web/free-port.ts'
import { type Home, makeHome, type Ringmaster, spawnRingmaster, startRingmaster } from '../support/ringmaster.ts'
import { openTunnel, type Tunnel } from '../support/tunnel.ts'

const OWN = E164.parse('+12025550190')
const OTHERS = ['+12025550191', '+12025550142']
const TWILIO = { accountSid: `AC${'1'.repeat(32)}`, authToken: '2'.repeat(32) }
const FROM = '+12025550100'
const AGENT = { apiKey: 'sk_0123456789abcdef', agentId: 'agent_live' }

/** It is open at the beginning of this file's tests, and still when the last of them dials. */
const AT_MOST_MS = 600_000

/** The law's hours hold: somewhere on earth it is nearly always the time to call. */
const OPEN_ZONE = ['America/New_York', 'America/Los_Angeles', 'Pacific/Honolulu', 'Asia/Tokyo', 'Asia/Dubai', 'Europe/Berlin'].find(
  (timeZone) => {
    const rules = { callsPerDay: 3, consent: 'deployer', windows: 'enforced' } as const
    const settings = { retryCount: 0, retryDelay: 60_000 }
    const facts = { rules, settings, allowed: undefined, isCampaignAttested: true, number: undefined }
    const contact = { phone: OWN, timeZone, attempts: 0 }
    const now = Date.now()
    return [now, now + AT_MOST_MS].every((at) => canDial({ ...facts, contact }, { now: at, jitter: 0 }).kind === 'open')
  },
)

let home: Home
let publicPort: number
let tunnel: Tunnel
let twilio: FakeTwilio
let agents: FakeElevenLabs
const clock = realClock()
const edges: Record<string, string> = {}
beforeAll(async () => {
  home = await makeHome()
  publicPort = await freePort()
  tunnel = await openTunnel(publicPort)
  edges[new URL(tunnel.url).host] = `http://127.0.0.1:${publicPort}`
  twilio = await createFakeTwilio({ ...TWILIO, clock, edges, seed: 1, callsPerSecond: 10, numbers: [FROM] })
  agents = await createFakeElevenLabs({ ...AGENT, clock, seed: 1 })
})
afterAll(async () => {
  tunnel.close()
  await Promise.all([twilio.close(), agents.close()])
  clock.stop()
  await home.remove()
})

const environment = (changes: Record<string, string> = {}): Record<string, string> => ({
  ...{ TWILIO_ACCOUNT_SID: TWILIO.accountSid, TWILIO_AUTH_TOKEN: TWILIO.authToken, TWILIO_PHONE_NUMBER: FROM, TWILIO_API_URL: twilio.url },
  ...{ ELEVENLABS_API_KEY: AGENT.apiKey, ELEVENLABS_AGENT_ID: AGENT.agentId, ELEVENLABS_API_URL: agents.url },
  ...{ PUBLIC_URL: tunnel.url, NODE_EXTRA_CA_CERTS: tunnel.certificateFile },
  ...changes,
})
const flags = (...only: string[]) => ['--live', '--public-port', String(publicPort), ...only]

describe('a start that would call people', () => {
  it.each([
    ['another auth token than Twilio’s', { TWILIO_AUTH_TOKEN: '3'.repeat(32) }, 1, /twilio-account: Twilio does not know this account/],
    ['a number of somebody else', { TWILIO_PHONE_NUMBER: '+12025550199' }, 1, /number-owned/],
    ['an agent that is not there', { ELEVENLABS_AGENT_ID: 'agent_of_nobody' }, 1, /agent: there is no such agent/],
    ['no public address', { PUBLIC_URL: '' }, 2, /PUBLIC_URL is missing/],
    ['a public address that leads elsewhere', { PUBLIC_URL: 'https://127.0.0.1:9' }, 1, /does not lead to port/],
  ])('is refused with %s', async (_, changes, code, words) => {
    const ringmaster = await spawnRingmaster(home, flags('--only', OWN), environment(changes))
    expect(await ringmaster.exit).toBe(code)
    expect(ringmaster.complaints.join('\n')).toMatch(words)
    expect(twilio.calls()).toEqual([])
  })
})

describe('people on a list of whom one may be called', () => {
  let ringmaster: Ringmaster
  beforeAll(async () => {
    ringmaster = await startRingmaster(home, flags('--only', OWN), environment())
  })
  afterAll(() => ringmaster.stop())

  const start = async (rows: readonly string[]) => {
    const { api } = ringmaster
    const { campaign } = await api('startFromCsv', {
      body: {
        ...{ name: 'Try', prompt: 'Ask how they are.', firstMessage: 'Hello.', csv: ['phone,timezone', ...rows].join('\n') },
        settings: { callDelay: 0, retryCount: 0, answeringMachine: 'off' },
        consent: { attestedBy: 'The test', text: 'They are simulated.' },
      },
    })
    return { api, params: { id: campaign.id } }
  }

  it('are not called, each with the reason, and nobody at Twilio hears of them', async () => {
    const { api, params } = await start(OTHERS.map((phone) => `${phone},`))
    await expect.poll(async () => (await api('getCampaign', { params })).state, { timeout: 60_000 }).toBe('completed')
    const { items } = await api('listContacts', { params, query: {} })
    expect(items.map(({ state }) => state)).toEqual(['failed', 'failed'])
    for (const { heldBecause } of items) expect(heldBecause).toContain('only certain numbers may be called')
    expect(twilio.calls()).toEqual([])
  })

  it.runIf(OPEN_ZONE)('but that one is, and talks with the agent through the public address', async () => {
    const { api, params } = await start([`${OWN},${OPEN_ZONE}`, ...OTHERS.map((phone) => `${phone},`)])
    await expect.poll(() => agents.conversations().at(-1)?.bytesOut ?? 0, { timeout: 60_000 }).toBeGreaterThan(0)
    await api('stopCampaign', { params, query: { live: 'hangup' } })
    await expect.poll(() => twilio.calls().filter(({ endedAt }) => endedAt === undefined).length, { timeout: 60_000 }).toBe(0)
    expect(twilio.calls().map(({ to, media }) => [to, media?.errors])).toEqual([[OWN, []]])
    await expect.poll(async () => (await api('listCalls', { params, query: { live: 'false' } })).items[0]?.outcome).toBe('human')
  })

  it('leaves everything but webhooks and streams to this machine', async () => {
    const answer = await fetch(`http://127.0.0.1:${publicPort}/api/db/campaigns`)
    expect(answer.status).toBe(404)
  })
})
