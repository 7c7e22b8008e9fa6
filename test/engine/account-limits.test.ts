// What the provider's answers teach of the account, over whole turns.
import { beforeEach, describe, expect, it } from 'vitest'
import { someSettings } from '../support/builders.ts'
import { playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
  engine.rules.callsPerSecond = 10
  engine.rules.concurrentCalls = 8
})

const running = async () => {
  const campaign = await engine.campaign(10, { settings: someSettings({ maxConcurrentCalls: 10 }) })
  const plan = await engine.plan(campaign.id)
  return { campaign, plan, turn: (k: number) => engine.turn(campaign.id, { k }) }
}
const waitMs = (end: string | undefined) => Number(end?.replace('wait ', ''))
const account = () => engine.ports.account.get()
const lastEntry = async () => (await engine.ports.activity.list(undefined, { limit: 1 })).items[0]

describe('a call that the provider keeps in its queue', () => {
  it('makes everybody wait until the queue is empty, and the rate lower', async () => {
    const { turn } = await running()
    engine.answerWith(() => ({ kind: 'accepted', callSid: '', queueMs: 6 * SECOND }))
    await turn(0)
    expect(await account()).toMatchObject({ callsPerSecond: 7 })
    const end = await turn(1)
    expect(waitMs(end)).toBeGreaterThanOrEqual(6 * SECOND)
    expect(waitMs(end)).toBeLessThanOrEqual(8 * SECOND)
    expect(engine.dialled).toHaveLength(1)
    engine.move(8 * SECOND)
    await turn(1)
    expect(engine.dialled).toHaveLength(2)
  })

  it('is nothing when the queue is short', async () => {
    const { turn } = await running()
    engine.answerWith(() => ({ kind: 'accepted', callSid: '', queueMs: SECOND }))
    await turn(0)
    expect(await account()).not.toHaveProperty('callsPerSecond')
    await turn(1)
    expect(engine.dialled).toHaveLength(2)
  })

  it('takes away the slots that lanes had kept for that time', async () => {
    const { campaign, turn } = await running()
    const lane = await engine.ports.lanes.get(campaign.id, 1)
    if (!lane) throw new Error('no lane')
    await engine.ports.lanes.keep(campaign.id, lane, {
      slot: { at: new Date(engine.clock.now() + 3 * SECOND).toISOString(), kind: 'account' },
    })
    engine.answerWith(() => ({ kind: 'accepted', callSid: '', queueMs: 6 * SECOND }))
    await turn(0)
    engine.move(3 * SECOND)
    expect(await turn(1)).toMatch(/^wait/)
    expect(engine.dialled).toHaveLength(1)
  })
})

describe('a call that is refused as too fast', () => {
  it('lowers the rate once, however many are refused in that minute', async () => {
    const { turn } = await running()
    engine.answerWith(() => ({ kind: 'refused', by: 'rate', code: 20_429 }))
    for (const k of [0, 1, 2, 3]) {
      await turn(k)
      engine.move(4 * SECOND)
    }
    expect(engine.dialled.length).toBeGreaterThan(1)
    expect(await account()).toMatchObject({ callsPerSecond: 7 })
    expect(await lastEntry()).toMatchObject({
      action: 'ceiling-lowered',
      evidence: { limit: 'callsPerSecond', from: 10, to: 7, code: 20_429 },
    })
  })

  it('is forgotten step by step when nothing more is refused', async () => {
    const { turn } = await running()
    engine.answerWith(() => ({ kind: 'refused', by: 'rate', code: 20_429 }))
    await turn(0)
    engine.move(2 * MINUTE)
    await engine.tend()
    expect(await account()).toMatchObject({ callsPerSecond: 7 })
    engine.move(MINUTE)
    await engine.tend()
    expect(await account()).toMatchObject({ callsPerSecond: 7.7 })
    expect(await lastEntry()).toMatchObject({ action: 'ceiling-raised', evidence: { from: 7, to: 7.7, allowed: 10 } })
    for (let minute = 0; minute < 15; minute++) {
      engine.move(MINUTE)
      await engine.tend()
    }
    expect(await account()).not.toHaveProperty('callsPerSecond')
  })
})

describe('a call that is refused since there are enough', () => {
  it('lowers the number of lines, and closes those beyond at once', async () => {
    const { campaign, plan, turn } = await running()
    expect(plan).toEqual({ next: 'run', lines: 8 })
    await turn(0)
    engine.answerWith(() => ({ kind: 'refused', by: 'concurrency', code: 10_004 }))
    await turn(1)
    expect(await account()).toMatchObject({ concurrentCalls: 5 })
    expect(await turn(5)).toBe('leave')
    expect((await engine.ports.lanes.list(campaign.id)).filter(({ open }) => open)).toHaveLength(5)
    expect(await lastEntry()).toMatchObject({
      action: 'ceiling-lowered',
      evidence: { limit: 'concurrentCalls', from: 8, to: 5, code: 10_004 },
    })
  })

  it('gives the campaign its lines again in a new run when the ceiling has risen', async () => {
    const { campaign, turn } = await running()
    engine.answerWith(() => ({ kind: 'refused', by: 'concurrency', code: 10_004 }))
    await turn(0)
    engine.move(3 * MINUTE)
    await engine.tend()
    expect(await account()).toMatchObject({ concurrentCalls: 6 })
    expect(engine.started).toEqual([`${campaign.id}-2`])
    expect(await engine.plan(campaign.id, 2)).toEqual({ next: 'run', lines: 6 })
  })
})
