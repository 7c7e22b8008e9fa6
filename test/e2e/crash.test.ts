// What survives when the machine does not: the table and the provider's own books, and nobody is called twice.
import { setTimeout as rest } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Home, makeHome, type Ringmaster, spawnRingmaster, startRingmaster } from '../support/ringmaster.ts'

let home: Home
beforeAll(async () => {
  home = await makeHome()
})
afterAll(() => home.remove())

const campaignOf = async ({ api }: Ringmaster) => (await api('listCampaigns', {})).items[0]

describe('a power cut in the middle of a campaign', () => {
  it('costs nothing but time: the campaign goes on, completes, and nobody is called twice', async () => {
    const first = await startRingmaster(home, ['--bundle', '--speed', '60', '--retry-delay', '600000'])
    for (;;) {
      const campaign = await campaignOf(first)
      if (campaign && campaign.stats.finished >= 3 && campaign.stats.live > 0) break
      await rest(50)
    }
    const words = { name: 'Another campaign', prompt: 'Ask.', firstMessage: 'Hello.', settings: { callDelay: 0 } }
    const csv = 'phone\n+12125550190\n+12125550191\n'
    const { campaign: another } = await first.api('startFromCsv', { body: { ...words, csv } })
    await expect
      .poll(async () => (await first.api('getCampaign', { params: { id: another.id } })).state, { timeout: 20_000, interval: 20 })
      .toBe('active')
    await first.kill()

    const second = await spawnRingmaster(home, ['--bundle', '--no-example', '--once', '--json', '--speed', '240'])
    expect(await second.exit).toBe(0)
    expect(second.complaints.join('\n')).toMatch(/Example campaign completed .* 40\/40 finished[\s\S]*Another campaign completed/)
    expect(second.complaints.filter((line) => line.includes('0 made twice, 0 unknown'))).toHaveLength(2)
    expect(JSON.parse(second.lines.at(-1) ?? '')).toMatchObject({
      campaignId: another.id,
      state: 'completed',
      stats: { totalContacts: 2, finished: 2, live: 0 },
      provider: { duplicates: 0, orphans: 0 },
    })
    // The lines that the cut left busy wait for a minute, on a machine that may be busy with other tests.
  }, 300_000)
})
