// One turn of a lane: whose it is, and how it ends when there is nobody to call.
import { beforeEach, describe, expect, it } from 'vitest'
import { CLAIM_LEASE_MS } from '#app/lanes/turn.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { someSettings } from '../support/builders.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
let campaign: CampaignRecord
beforeEach(async () => {
  engine = playEngine()
  campaign = await engine.campaign(3, { settings: someSettings({ maxConcurrentCalls: 3 }) })
  await engine.plan(campaign.id)
})

const now = async () => (await engine.ports.campaigns.get(campaign.id)) ?? campaign
const change = async (patch: Partial<CampaignRecord>) => await engine.ports.campaigns.change(await now(), patch)
const missed = ({ attemptId, callSid }: Dialled) => engine.tell(attemptId, { kind: 'ended', state: 'no-answer', callSid })

describe('a lane leaves', () => {
  it.each<[string, Partial<CampaignRecord>]>([
    ['when the campaign is in another run', { run: 2 }],
    ['when the campaign is not active', { state: 'paused' }],
    ['when its set was sent home', { closed: 1 }],
  ])('%s', async (_, patch) => {
    await change(patch)
    expect(await engine.turn(campaign.id)).toBe('leave')
    expect(engine.dialled).toHaveLength(0)
  })

  it('when it was closed, or belongs to another run', async () => {
    await engine.ports.lanes.close(campaign.id, { k: 0, run: 1 })
    expect(await engine.turn(campaign.id, { k: 0 })).toBe('leave')
    await engine.ports.lanes.open(campaign.id, { k: 1, run: 2 })
    expect(await engine.turn(campaign.id, { k: 1 })).toBe('leave')
  })

  it('after two thousand turns, and the next run is started', async () => {
    expect(await engine.turn(campaign.id, { turn: 2_000 })).toBe('leave')
    expect(engine.started).toEqual([`${campaign.id}-2`])
    expect(await engine.turn(campaign.id, { k: 1, turn: 2_000 })).toBe('leave')
    expect(engine.started).toEqual([`${campaign.id}-2`])
  })
})

describe('a claim that was held up before its dial', () => {
  it('is void: nobody may dial when the reconciler is about to look for the call', async () => {
    const { get } = engine.ports.numbers
    let reads = 0
    engine.ports.numbers.get = async (phone) => {
      const number = await get(phone)
      // The read after the claim takes nearly as long as its lease.
      reads += 1
      if (reads === 2) engine.move(CLAIM_LEASE_MS - 500)
      return number
    }
    expect(await engine.turn(campaign.id)).toBe('again')
    engine.ports.numbers.get = get
    expect(engine.dialled).toHaveLength(0)
    expect((await engine.ports.lanes.get(campaign.id, 0))?.attemptId).toBeUndefined()
  })

  it('is void as well when the account is what took so long to read', async () => {
    const { account, lanes, numbers } = engine.ports
    const { standing } = account
    const { get: laneOf } = lanes
    const { get: numberOf } = numbers
    const looks: Promise<unknown>[] = []
    const looked = <T>(read: Promise<T>): Promise<T> => {
      looks.push(read)
      return read
    }
    let reads = 0
    lanes.get = (id, k) => looked(laneOf(id, k))
    numbers.get = (phone) => looked(numberOf(phone))
    account.standing = async () => {
      reads += 1
      const now = await standing()
      if (reads < 2) return now
      // Lane and number have answered long before.
      await Promise.all(looks)
      await new Promise(setImmediate)
      engine.move(CLAIM_LEASE_MS - 500)
      return now
    }
    expect(await engine.turn(campaign.id)).toBe('again')
    Object.assign(account, { standing })
    Object.assign(lanes, { get: laneOf })
    Object.assign(numbers, { get: numberOf })
    expect(engine.dialled).toHaveLength(0)
  })
})

describe('a lane with nobody to call', () => {
  const callEverybody = async () => {
    for (const k of [0, 1, 2]) await engine.turn(campaign.id, { k })
  }

  it('sleeps while another line is busy', async () => {
    await callEverybody()
    for (const call of engine.dialled.slice(1)) await missed(call)
    expect(await engine.turn(campaign.id, { k: 1 })).toMatch(/^wait [3-5]\d{4}/)
  })

  it('sends all home when no line is busy and nobody is due for two minutes', async () => {
    await callEverybody()
    for (const call of engine.dialled) await missed(call)
    expect(await engine.turn(campaign.id, { k: 1 })).toBe('leave')
    expect(await now()).toMatchObject({ closed: 1, state: 'active' })
  })

  it('sends nobody home while an import is open', async () => {
    await callEverybody()
    for (const call of engine.dialled) await missed(call)
    await change({ openImports: 1 })
    expect(await engine.turn(campaign.id, { k: 1 })).toMatch(/^wait/)
    expect(await now()).toMatchObject({ closed: 0 })
  })

  it('sends them home though somebody changes the campaign at that moment', async () => {
    await callEverybody()
    for (const call of engine.dialled) await missed(call)
    const { change: write } = engine.ports.campaigns
    let isFirst = true
    engine.ports.campaigns.change = async (seen, patch) => {
      const wasFirst = isFirst
      isFirst = false
      if (wasFirst) await write(seen, { name: 'Renamed' })
      return await write(seen, patch)
    }
    expect(await engine.turn(campaign.id, { k: 1 })).toBe('leave')
    engine.ports.campaigns.change = write
    expect(await now()).toMatchObject({ closed: 1, name: 'Renamed' })
  })

  it('completes the campaign as soon as the last call has ended, however lately all lanes were looked at', async () => {
    await callEverybody()
    const [first, ...others] = engine.dialled
    if (!first) throw new Error('nobody was dialled')
    const done = (call: Dialled) => engine.tell(call.attemptId, { kind: 'ended', state: 'completed', callSid: call.callSid, seconds: 9 })
    for (const call of others) await done(call)
    const lane = (await engine.ports.attempts.get(first.attemptId))?.k ?? 0
    // An idle lane has just looked at all of them.
    expect(await engine.turn(campaign.id, { k: (lane + 1) % 3 })).toMatch(/^wait/)
    await done(first)
    expect(await engine.turn(campaign.id, { k: lane })).toBe('leave')
    expect(await now()).toMatchObject({ state: 'completed' })
  })
})

describe('a lane that finds mended what was broken', () => {
  it('gives the campaign all its lines again', async () => {
    await change({ fruitless: { runs: 3, nextAt: new Date(engine.clock.now()).toISOString() } })
    await engine.turn(campaign.id)
    expect(engine.dialled).toHaveLength(1)
    expect(await now()).not.toHaveProperty('fruitless')
    expect(engine.started).toEqual([`${campaign.id}-2`])
    expect(await engine.plan(campaign.id, 2)).toEqual({ next: 'run', lines: 3 })
  })
})
