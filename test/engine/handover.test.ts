// A line that is busy with an attempt of another turn: who waits for it is woken when it is free, and asks nobody meanwhile.
import { beforeEach, describe, expect, it } from 'vitest'
import { pauseCampaign } from '#app/campaigns/pause-campaign.ts'
import { resumeCampaign } from '#app/campaigns/start-campaign.ts'
import type { CampaignId } from '#contract/ids.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

const MINUTE = 60_000

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
let id: CampaignId

beforeEach(async () => {
  engine = playEngine()
  id = (await engine.campaign(2)).id
  await engine.plan(id)
})

const ended = ({ attemptId, callSid }: Dialled) => engine.tell(attemptId, { kind: 'ended', state: 'busy', callSid })

const pauseAndResume = async (): Promise<number> => {
  await pauseCampaign(engine.ports)(id)
  const { run } = await resumeCampaign(engine.ports, engine.rules)(id)
  await engine.plan(id, run)
  return run
}

/** The line is busy with a call of the first run; a turn of the next one waits for it with the token `new`. */
const busyLine = async (): Promise<{ call: Dialled; run: number }> => {
  await engine.turn(id, { token: 'old' })
  const [call] = engine.dialled
  if (!call) throw new Error('nobody was called')
  const run = await pauseAndResume()
  expect(await engine.turn(id, { run, token: 'new' })).toBeUndefined()
  return { call, run }
}

describe('a turn that finds its line busy with a call of an older run', () => {
  it('is woken the moment that call ends, and dials then', async () => {
    const { call, run } = await busyLine()
    expect(engine.dialled).toHaveLength(1)
    await ended(call)
    expect(engine.ends.get('new')).toBe('again')
    await engine.turn(id, { run, turn: 1 })
    expect(engine.dialled).toHaveLength(2)
  })

  it('sends the turn that waited until now home, so that the older run can end', async () => {
    const { run } = await busyLine()
    expect(engine.ends.get('old')).toBe('again')
    expect(await engine.turn(id, { run: run - 2, turn: 1 })).toBe('leave')
  })

  it('goes on by itself when the line becomes free while it takes its place', async () => {
    await engine.turn(id, { token: 'old' })
    const run = await pauseAndResume()
    const { waitFor } = engine.ports.attempts
    engine.ports.attempts.waitFor = async (held, turn) => {
      for (const call of engine.dialled) await ended(call)
      return await waitFor(held, turn)
    }
    expect(await engine.turn(id, { run, token: 'new' })).toBe('again')
    engine.ports.attempts.waitFor = waitFor
  })

  it('waits on when it is invoked twice, and gives way to a later turn', async () => {
    const { call, run } = await busyLine()
    expect(await engine.turn(id, { run, token: 'new' })).toBeUndefined()
    expect(await engine.turn(id, { run, turn: 1, token: 'newer' })).toBeUndefined()
    expect(await engine.turn(id, { run, turn: 0, token: 'late' })).toBe('leave')
    await ended(call)
    expect(engine.ends.get('newer')).toBe('again')
  })

  it('gets its token again from the reconciler when it was lost', async () => {
    const { call } = await busyLine()
    await ended(call)
    engine.ends.clear()
    engine.move(MINUTE)
    await engine.reconcile()
    expect(engine.ends.get('new')).toBe('again')
  })
})

describe('a turn that finds its line busy with an attempt that is never dialled', () => {
  it('is woken by the older turn that gives the attempt back', async () => {
    const { get } = engine.ports.lanes
    let reads = 0
    let run = 0
    engine.ports.lanes.get = async (campaignId, k) => {
      reads += 1
      // The last look before the dial: meanwhile the campaign is paused, resumed, and the line asked for again.
      if (reads === 2) {
        run = await pauseAndResume()
        await engine.turn(id, { run, token: 'new' })
      }
      return await get(campaignId, k)
    }
    await engine.turn(id, { token: 'old' })
    engine.ports.lanes.get = get
    expect(engine.dialled).toHaveLength(0)
    expect(engine.ends.get('new')).toBe('again')
    await engine.turn(id, { run, turn: 1 })
    expect(engine.dialled).toHaveLength(1)
  })

  it('does not keep the older turn from its work when it cannot be woken', async () => {
    const { get } = engine.ports.lanes
    const { again } = engine.ports.machine
    let reads = 0
    engine.ports.lanes.get = async (campaignId, k) => {
      reads += 1
      if (reads === 2) await engine.turn(id, { run: await pauseAndResume(), token: 'new' })
      return await get(campaignId, k)
    }
    engine.ports.machine.again = async (token) => {
      if (token === 'new') throw new Error('throttled')
      await again(token)
    }
    expect(await engine.turn(id, { token: 'old' })).toBe('again')
    Object.assign(engine.ports.lanes, { get })
    Object.assign(engine.ports.machine, { again })
    engine.move(MINUTE)
    await engine.reconcile()
    expect(engine.ends.get('new')).toBe('again')
  })

  it('is woken by the reconciler, which proves that there was no call', async () => {
    engine.answerWith(() => ({ kind: 'lost', exists: false }))
    await engine.turn(id, { token: 'died' })
    expect(await engine.turn(id, { turn: 1, token: 'next' })).toBeUndefined()
    engine.move(15_000 + MINUTE + 1_000)
    await engine.reconcile()
    expect(engine.ends.get('next')).toBe('again')
  })
})
