// A run that sleeps until a later hour, and what happens in the meantime.
import { beforeEach, describe, expect, it } from 'vitest'
import { conversations } from '#app/conversation/hold-conversation.ts'
import { someSettings } from '../support/builders.ts'
import { playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

const MINUTE = 60_000

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

/** One contact waits for an hour, the other was spoken with; the next run has nothing to do before that hour. */
const asleep = async () => {
  const settings = someSettings({ retries: { busy: [60 * MINUTE], 'media-failure': [MINUTE] } })
  const campaign = await engine.campaign(2, { settings })
  await engine.plan(campaign.id)
  for (const state of ['busy', 'completed'] as const) {
    await engine.turn(campaign.id)
    const call = engine.dialled.at(-1)
    if (call) await engine.tell(call.attemptId, { kind: 'ended', state, callSid: call.callSid, seconds: 9 })
  }
  const spoken = engine.dialled.at(-1)
  const seen = await engine.ports.campaigns.get(campaign.id)
  if (!seen || !spoken) throw new Error('nobody was called')
  await engine.ports.campaigns.change(seen, { run: 2 })
  await engine.ports.machine.start(campaign.id, 2)
  expect(await engine.plan(campaign.id, 2)).toEqual({ next: 'wait', seconds: 900 })
  return { campaign, spoken }
}

describe('a run that sleeps', () => {
  it('is woken when somebody has become due before the hour that it waits for', async () => {
    const { campaign, spoken } = await asleep()
    const silence = { closedFirst: 'bridge', agentSpoke: false, durationMs: 10, failure: 'no agent' } as const
    await conversations(engine.ports).report(spoken.attemptId, silence)
    engine.move(2 * MINUTE)
    await engine.reconcile()
    expect(engine.started).toContain(`${campaign.id}-3`)
  })

  it('is left alone until then', async () => {
    const { campaign } = await asleep()
    engine.move(2 * MINUTE)
    await engine.reconcile()
    expect(engine.started).not.toContain(`${campaign.id}-3`)
  })
})
