// `npm start -- --once` as scripts use it: whole campaigns through every real part, an object and an exit code.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { CampaignStats } from '#contract/campaign.ts'
import { type Home, makeHome, type Ringmaster, spawnRingmaster } from '../support/ringmaster.ts'

const Result = z.strictObject({
  campaignId: z.string(),
  state: z.string(),
  totalContacts: z.int(),
  rejected: z.int(),
  stats: CampaignStats,
  provider: z.strictObject({ calls: z.int(), duplicates: z.int(), orphans: z.int() }),
  elapsedMs: z.number(),
})

let home: Home
beforeAll(async () => {
  home = await makeHome()
})
afterAll(() => home.remove())

/** A person's own settings, which lead into the cloud. */
const FOREIGN = { AWS_ENDPOINT_URL_SFN: 'https://states.us-east-1.amazonaws.com', AWS_USE_FIPS_ENDPOINT: 'true', AWS_PROFILE: 'work' }

let started: Ringmaster | undefined
afterEach(() => started?.kill())

const runOnce = async (args: readonly string[]) => {
  const ringmaster = await spawnRingmaster(home, ['--once', '--json', ...args], FOREIGN)
  started = ringmaster
  const code = await ringmaster.exit
  return { code, lines: ringmaster.lines, complaints: ringmaster.complaints }
}
const fileOf = async (name: string, text: string): Promise<string> => {
  const file = join(home.dir, name)
  await writeFile(file, text)
  return file
}

describe('a campaign run once', () => {
  it('calls everybody of a list that it has never seen, nobody twice, and its counters are a recount', async () => {
    const rows = Array.from({ length: 80 }, (_, i) => `Person ${i},+1 202 555 ${String(100 + i).padStart(4, '0')},plan ${i % 3}`)
    const bad = ['Nobody,,none', 'Wrong,12345,none', 'Again,+1 202 555 0100,none']
    const file = await fileOf('people.csv', ['name,phone,plan', ...rows, ...bad].join('\n'))
    const fast = ['--lines', '25', '--call-delay', '500', '--retry-delay', '600000', '--speed', '300']
    const { code, lines } = await runOnce(['--contacts', file, ...fast])
    const result = Result.parse(JSON.parse(lines.at(-1) ?? ''))
    expect(code).toBe(0)
    expect(result).toMatchObject({ state: 'completed', provider: { duplicates: 0, orphans: 0 } })
    const { stats } = result
    expect(stats.totalContacts + result.rejected + 1).toBe(rows.length + bad.length)
    expect(stats).toMatchObject({ waiting: 0, live: 0, retrying: 0, finished: stats.totalContacts })
    expect(stats.callsPlaced).toBe(result.provider.calls)
    expect(stats.callsPlaced).toBe(stats.callsAnswered + (stats.callsFailed - (stats.outcomes['invalid-number'] ?? 0)))
    expect(lines).toHaveLength(1)
    // On a busy machine the clock slows down as far as it must, so that every call is whole.
  }, 360_000)

  it('prints its object also when no campaign is at work', async () => {
    const { code, lines } = await runOnce(['--no-example'])
    expect(code).toBe(0)
    expect(lines).toHaveLength(1)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ campaignId: null, state: 'none', totalContacts: 0, rejected: 0, stats: null })
  })

  it('exits 1 when the campaign was cancelled', async () => {
    const ringmaster = await spawnRingmaster(home, ['--once', '--speed', '10'])
    started = ringmaster
    await ringmaster.ready
    const active = async () => (await ringmaster.api('listCampaigns', { query: { state: 'active' } })).items[0]
    await expect.poll(active, { timeout: 30_000 }).toBeDefined()
    const campaign = await active()
    if (campaign) await ringmaster.api('stopCampaign', { params: { id: campaign.id } })
    expect(await ringmaster.exit).toBe(1)
    expect(ringmaster.lines.join('\n')).toContain('Example campaign cancelled')
  })

  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('says with its exit code that %s interrupted it', async (signal, code) => {
    const ringmaster = await spawnRingmaster(home, ['--once', '--speed', '10'])
    started = ringmaster
    await ringmaster.ready
    expect(await ringmaster.stop(signal)).toBe(code)
  })
})
