// What survives when the machine does not: the table and the provider's own books, and nobody is called twice.
import { execFile } from 'node:child_process'
import { setTimeout as rest } from 'node:timers/promises'
import { promisify } from 'node:util'
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
    const first = await startRingmaster(home, ['--speed', '60', '--retry-delay', '600000'])
    for (;;) {
      const campaign = await campaignOf(first)
      if (campaign && campaign.stats.finished >= 3 && campaign.stats.live > 0) break
      await rest(50)
    }
    await first.kill()

    const second = await spawnRingmaster(home, ['--no-example', '--once', '--json', '--speed', '240'])
    expect(await second.exit).toBe(0)
    expect(JSON.parse(second.lines.at(-1) ?? '')).toMatchObject({
      state: 'completed',
      stats: { totalContacts: 40, finished: 40, live: 0 },
      provider: { duplicates: 0, orphans: 0 },
    })
  })
})

describe('a child process that dies', () => {
  it('is named, and the rest shuts down with exit code 1', async () => {
    const ringmaster = await startRingmaster(home, ['--no-example'])
    await promisify(execFile)('pkill', ['-KILL', '-f', `dynoxide.*${home.dir}`])
    expect(await ringmaster.exit).toBe(1)
    expect(ringmaster.complaints.join(' ')).toContain('DynamoDB')
  })
})

describe('Ctrl-C', () => {
  it('ends every process', async () => {
    const ringmaster = await startRingmaster(home, ['--no-example'])
    expect(await ringmaster.stop()).toBe(0)
    const { stdout } = await promisify(execFile)('ps', ['-eo', 'args'])
    expect(stdout.split('\n').filter((line) => line.includes(home.dir))).toEqual([])
  })
})
