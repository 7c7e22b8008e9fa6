// Closing the lanes of a big campaign, and waiting for the dials that are under way.
import { beforeEach, describe, expect, it } from 'vitest'
import { pauseCampaign } from '#app/campaigns/pause-campaign.ts'
import { inParallel } from '#app/in-parallel.ts'
import { closeLanes, finishClosing } from '#app/lanes/close-lanes.ts'
import type { CampaignId } from '#contract/ids.ts'
import { someSettings } from '../support/builders.ts'
import { playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

const withLanes = async (size: number) => {
  const { id } = await engine.campaign(0)
  await inParallel([...Array(size).keys()], 25, (k) => engine.ports.lanes.open(id, { k, run: 1 }))
  return id
}
const open = async (id: CampaignId) => (await engine.ports.lanes.list(id)).filter((lane) => lane.open).map(({ k, run }) => ({ k, run }))

describe('closing lanes', () => {
  it('closes more of them than one transaction takes', async () => {
    const id = await withLanes(230)
    await closeLanes(engine.ports, id, { run: 2 })
    expect(await open(id)).toEqual([])
    expect(new Set((await engine.ports.lanes.list(id)).map(({ run }) => run))).toEqual(new Set([2]))
  })

  it('leaves those that a newer run has, and closes all others', async () => {
    const id = await withLanes(120)
    const { lanes } = engine.ports
    engine.ports.lanes = {
      ...lanes,
      // A newer run takes one of them after they were looked at.
      async list(campaignId) {
        const seen = await lanes.list(campaignId)
        await lanes.open(campaignId, { k: 7, run: 3 })
        return seen
      },
    }
    await closeLanes(engine.ports, id, { run: 2 })
    expect(await open(id)).toEqual([{ k: 7, run: 3 }])
  })

  it('leaves those below the cap open', async () => {
    const id = await withLanes(5)
    await closeLanes(engine.ports, id, { run: 1, from: 3 })
    expect((await open(id)).map(({ k }) => k)).toEqual([0, 1, 2])
  })
})

describe('coming to rest', () => {
  it('looks only into attempts whose claim is fresh', async () => {
    const { id } = await engine.campaign(3, { settings: someSettings({ maxConcurrentCalls: 3 }) })
    await engine.plan(id)
    for (const k of [0, 1]) await engine.turn(id, { k })
    engine.move(60_000)
    await engine.turn(id, { k: 2 })
    const { attempts } = engine.ports
    const read: string[] = []
    engine.ports.attempts = {
      ...attempts,
      get: (attemptId) => {
        read.push(attemptId)
        return attempts.get(attemptId)
      },
    }
    await pauseCampaign(engine.ports)(id)
    expect(read).toEqual([engine.dialled.at(-1)?.attemptId])
  })

  it('waits for a dial until its lease is over, and not longer', async () => {
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    const { telephony } = engine.ports
    engine.ports.telephony = {
      ...telephony,
      async dial(call) {
        expect(await pauseCampaign(engine.ports)(id)).toMatchObject({ state: 'pausing' })
        engine.move(15_000)
        expect(await finishClosing(engine.ports, id)).toMatchObject({ state: 'paused' })
        return telephony.dial(call)
      },
    }
    await engine.turn(id)
    expect(engine.dialled).toHaveLength(1)
  })
})
