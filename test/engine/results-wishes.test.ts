// Whoever asked an agent that has no bridge for no more calls, or for a later one: found in what its provider tells.
import { beforeEach, describe, expect, it } from 'vitest'
import { recordResult } from '#app/results/record-result.ts'
import { playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'
import { MINUTE_MS, told, toldResults } from '../support/told-results.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>

beforeEach(() => {
  engine = playEngine()
})

const { attemptOf, contactOf, statsOf, talking, direct, hangUp, report, hear } = toldResults(() => engine)

describe('whoever asks an agent without a bridge for no more calls', () => {
  const asked = { tools: [{ name: 'do_not_call', parameters: {}, atMs: 1_000 }] }

  it.each([
    ['before', [() => undefined, hangUp]],
    ['after', [hangUp, () => undefined]],
  ])('is called by nobody from the moment on when that is told, %s the call’s end', async (when, steps) => {
    const call = await direct()
    if (when === 'before') await hear({ attemptId: call.attemptId, ...asked })
    for (const step of steps) await step(call)
    if (when === 'after') await hear({ attemptId: call.attemptId, ...asked })
    const { phone } = await attemptOf(call.attemptId)
    expect(await engine.ports.numbers.get(phone)).toMatchObject({ suppressed: true })
    expect(await attemptOf(call.attemptId)).toMatchObject({ optedOut: true, outcome: 'opted-out' })
    expect(await contactOf(call.attemptId)).toMatchObject({ state: 'suppressed' })
  })

  it('is so, too, when whoever was told was cut off on the way', async () => {
    const call = await direct()
    await hangUp(call)
    const attempts = { ...engine.ports.attempts, noteResult: () => Promise.reject(new Error('cut off')) }
    await expect(recordResult({ ...engine.ports, attempts })(told({ attemptId: call.attemptId, ...asked }))).rejects.toThrow('cut off')
    await hear({ attemptId: call.attemptId, ...asked })
    expect(await attemptOf(call.attemptId)).toMatchObject({ optedOut: true, result: { summary: 'They spoke.' } })
  })
})

describe('whoever asks an agent without a bridge to be called later', () => {
  const at = (ms: number) => new Date(engine.clock.now() + ms).toISOString()
  const asking = (parameters: unknown) => ({ tools: [{ name: 'schedule_callback', parameters, atMs: 1_000 }] })
  const HOUR_MS = 60 * MINUTE_MS

  it.each(['before', 'after'])('is, when that is told %s the call’s end', async (when) => {
    const call = await direct()
    const callbackAt = at(HOUR_MS)
    const asked = { attemptId: call.attemptId, ...asking({ at: callbackAt }) }
    if (when === 'before') await hear(asked)
    await hangUp(call)
    if (when === 'after') await hear(asked)
    expect(await attemptOf(call.attemptId)).toMatchObject({ outcome: 'human', callbackAt })
    expect(await contactOf(call.attemptId)).toMatchObject({ state: 'retrying', dueAt: callbackAt, attempts: 0 })
    expect(await statsOf(call.attemptId)).toMatchObject({ retrying: 1, 'outcome:human': 1 })
    expect((await statsOf(call.attemptId)).finished ?? 0).toBe(0)
  })

  it('is so many minutes after they asked, however late that is told, and at once when that is over', async () => {
    const call = await direct()
    const { answeredAt = '' } = await attemptOf(call.attemptId)
    await hangUp(call)
    engine.move(HOUR_MS)
    await hear({ attemptId: call.attemptId, ...asking({ inMinutes: 30 }) })
    const callbackAt = new Date(Date.parse(answeredAt) + 1_000 + 30 * MINUTE_MS).toISOString()
    expect(await attemptOf(call.attemptId)).toMatchObject({ callbackAt })
    expect(await contactOf(call.attemptId)).toMatchObject({ state: 'retrying', dueAt: at(0) })
  })

  it('wakes a campaign that was complete, once, however often it is told', async () => {
    const call = await direct()
    await hangUp(call)
    const { campaignId } = await attemptOf(call.attemptId)
    const before = await engine.ports.campaigns.get(campaignId)
    if (before) await engine.ports.campaigns.change(before, { state: 'completed', endedAt: at(0) })
    const asked = { attemptId: call.attemptId, ...asking({ inMinutes: 30 }) }
    await hear(asked)
    await hear(asked)
    expect(await engine.ports.campaigns.get(campaignId)).toMatchObject({ state: 'active', run: (before?.run ?? 0) + 1 })
    expect(await engine.ports.campaigns.watched()).toContain(campaignId)
    expect(await statsOf(call.attemptId)).toMatchObject({ retrying: 1 })
  })

  it.each([
    ['at a time that is over', { at: '2020-01-01T10:00:00Z' }],
    ['in two months', { inMinutes: 60 * 24 * 60 }],
    ['some day', { at: 'some day' }],
  ])('is not, %s', async (_, parameters) => {
    const call = await direct()
    await hangUp(call)
    await hear({ attemptId: call.attemptId, ...asking(parameters) })
    expect(await attemptOf(call.attemptId)).not.toHaveProperty('callbackAt')
    expect(await contactOf(call.attemptId)).toMatchObject({ state: 'done' })
  })

  it('is not when they wanted no more calls at all', async () => {
    const call = await direct()
    await hangUp(call)
    const { tools } = asking({ inMinutes: 30 })
    await hear({ attemptId: call.attemptId, tools: [...tools, { name: 'do_not_call', parameters: {}, atMs: 2_000 }] })
    expect(await contactOf(call.attemptId)).toMatchObject({ state: 'suppressed' })
  })

  it('is not when the campaign is deleted', async () => {
    const call = await direct()
    await hangUp(call)
    const campaign = await engine.ports.campaigns.get((await attemptOf(call.attemptId)).campaignId)
    if (campaign) await engine.ports.campaigns.change(campaign, { deletedAt: at(0) })
    await hear({ attemptId: call.attemptId, ...asking({ inMinutes: 30 }) })
    expect(await contactOf(call.attemptId)).toMatchObject({ state: 'done' })
  })

  it('is called once when the bridge held the call, which has set the time already', async () => {
    const call = await talking()
    await report(call)
    await hangUp(call)
    await hear(asking({ inMinutes: 30 }))
    expect(await contactOf(call.attemptId)).toMatchObject({ state: 'done' })
  })
})
