// A provider that is down: dialling stops, one call tries after a while, and everything goes on by itself.
import { beforeEach, describe, expect, it } from 'vitest'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { someSettings } from '../support/builders.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

const SECOND = 1_000
const LINES = 12

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
let campaign: CampaignRecord
beforeEach(async () => {
  engine = playEngine()
  campaign = await engine.campaign(LINES, { settings: someSettings({ maxConcurrentCalls: LINES }) })
  await engine.plan(campaign.id)
})

/** An answer takes a moment: what is told after it was later. */
const answering = (answer: Parameters<typeof engine.answerWith>[0]) =>
  engine.answerWith((to) => {
    engine.move(100)
    return answer(to)
  })
const isDown = () => answering(() => ({ kind: 'lost', exists: false }))
const isUp = () => answering(() => ({ kind: 'accepted', callSid: '', queueMs: 0 }))
const dialOn = async (...lanes: number[]) => {
  const ends: (string | undefined)[] = []
  for (const k of lanes) ends.push(await engine.turn(campaign.id, { k }))
  return ends
}
const log = async () => {
  const { items } = await engine.ports.activity.list(undefined, { limit: 20 })
  return items.filter(({ at, action }) => action.startsWith('breaker') && at >= new Date(engine.clock.now() - 3_600 * SECOND).toISOString())
}
const waitMs = (end: string | undefined) => Number(end?.replace('wait ', ''))

describe('when dials get no answer', () => {
  it('nobody is dialled after the fifth, and the lanes wait until one may try', async () => {
    isDown()
    const ends = await dialOn(0, 1, 2, 3, 4, 5, 6)
    expect(engine.dialled).toHaveLength(5)
    for (const end of ends.slice(5)) {
      expect(waitMs(end)).toBeGreaterThanOrEqual(30 * SECOND)
      expect(waitMs(end)).toBeLessThanOrEqual(40 * SECOND)
    }
  })

  it('a dial that was about to begin does not: its attempt is void', async () => {
    const { standing } = engine.ports.account
    const blind = await standing()
    isDown()
    let asked = 0
    engine.ports.account.standing = async () => (asked++ === 0 ? blind : await standing())
    await dialOn(0)
    for (let k = 1; k <= 4; k++) {
      asked = 0
      await dialOn(k)
    }
    asked = 0
    expect(await dialOn(5)).toEqual(['again'])
    expect(engine.dialled).toHaveLength(5)
    expect((await engine.ports.lanes.get(campaign.id, 5))?.attemptId).toBeUndefined()
  })

  it('one call tries after half a minute; the others wait for it', async () => {
    isDown()
    await dialOn(0, 1, 2, 3, 4)
    engine.move(30 * SECOND)
    isUp()
    const before = engine.dialled.length
    await dialOn(5)
    expect(engine.dialled).toHaveLength(before + 1)
  })

  it('only one of those that come at the same moment tries', async () => {
    isDown()
    await dialOn(0, 1, 2, 3, 4)
    engine.move(30 * SECOND)
    const ends = await Promise.all([5, 6, 7, 8].map((k) => engine.turn(campaign.id, { k })))
    expect(engine.dialled).toHaveLength(6)
    expect(ends.filter((end) => end?.startsWith('wait'))).toHaveLength(3)
  })

  it('the campaign goes on once a call has been accepted, and all of it is told', async () => {
    isDown()
    await dialOn(0, 1, 2, 3, 4)
    engine.move(30 * SECOND)
    await dialOn(5)
    expect((await engine.ports.breakers.get('twilio')).openings).toBe(2)
    engine.move(60 * SECOND)
    isUp()
    await dialOn(6, 7, 8)
    expect(engine.dialled).toHaveLength(9)
    expect((await log()).reverse()).toMatchObject([
      { action: 'breaker-opened', by: 'ringmaster', evidence: { provider: 'twilio', failures: 5, successes: 0, nextTrySeconds: 30 } },
      { action: 'breaker-probed', evidence: { provider: 'twilio' } },
      { action: 'breaker-opened', evidence: { openings: 2, nextTrySeconds: 60 } },
      { action: 'breaker-probed', evidence: { openings: 2 } },
      { action: 'breaker-closed', evidence: { provider: 'twilio', openSeconds: 60 } },
    ])
  })

  it('the call that tries closes the breaker, though its last look still saw it open', async () => {
    isDown()
    await dialOn(0, 1, 2, 3, 4)
    engine.move(30 * SECOND)
    const before = await engine.ports.account.standing()
    engine.ports.account.standing = async () => before
    isUp()
    await dialOn(5)
    expect(await engine.ports.breakers.get('twilio')).toMatchObject({ state: 'closed' })
  })

  it('a refusal is an answer', async () => {
    engine.answerWith(() => ({ kind: 'refused', by: 'contact', outcome: 'invalid-number', code: 21_211 }))
    await dialOn(0, 1, 2, 3, 4, 5, 6)
    expect(engine.dialled).toHaveLength(7)
  })
})

describe('in good times', () => {
  it('nothing is written for a call that succeeds', async () => {
    await dialOn(0, 1, 2)
    expect(await engine.ports.breakers.get('twilio')).toMatchObject({ version: 0 })
  })

  it('some calls without an answer among many others stop nobody', async () => {
    let n = 0
    engine.answerWith(() => (n++ % 3 === 0 ? { kind: 'lost', exists: true } : { kind: 'accepted', callSid: '', queueMs: 0 }))
    await dialOn(...Array.from({ length: LINES }, (_, k) => k))
    expect(engine.dialled).toHaveLength(LINES)
    expect(await engine.ports.breakers.get('twilio')).toMatchObject({ state: 'closed', failures: 4, successes: 8 })
  })
})

describe('when people answer and hear nobody', () => {
  const answered = async ({ attemptId, callSid }: Dialled, agentSpoke: boolean) => {
    const attempt = await engine.ports.attempts.get(attemptId)
    if (attempt) await engine.ports.attempts.openStream(attempt, { openedMs: engine.clock.machine() })
    await engine.ports.attempts.note(attemptId, agentSpoke ? { agentSpoke } : { agentSpoke, mediaFailure: 'agent unreachable' })
    await engine.tell(attemptId, { kind: 'ended', state: 'completed', callSid, seconds: 5 })
  }

  it('dialling stops, until one conversation has gone well', async () => {
    await dialOn(0, 1, 2, 3, 4)
    for (const call of engine.dialled) await answered(call, false)
    expect((await dialOn(5))[0]).toMatch(/^wait/)
    expect(engine.dialled).toHaveLength(5)

    engine.move(30 * SECOND)
    isUp()
    await dialOn(5)
    expect((await dialOn(6))[0]).toMatch(/^wait/)
    const tried = engine.dialled.at(-1)
    if (tried) await answered(tried, true)
    await dialOn(6, 7)
    expect(engine.dialled).toHaveLength(8)
    expect((await log()).map(({ action, evidence }) => [action, evidence?.provider])).toEqual([
      ['breaker-closed', 'elevenlabs'],
      ['breaker-probed', 'elevenlabs'],
      ['breaker-opened', 'elevenlabs'],
    ])
  })
})
