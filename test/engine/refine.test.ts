// What is learned of a call after its end: what may still change, and what may not.
import { beforeEach, describe, expect, it } from 'vitest'
import { hearMachine } from '#app/calls/hear-machine.ts'
import { recordAttempt } from '#app/calls/record-attempt.ts'
import { conversations } from '#app/conversation/hold-conversation.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { viewStats } from '#app/views.ts'
import type { RetryLadder } from '#contract/campaign-settings.ts'
import { someSettings } from '../support/builders.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

type Ended = Dialled & { campaign: CampaignRecord }

/** A call that was answered and has ended, as far as the carrier knows. Another contact keeps the campaign going. */
const ended = async (changes: Partial<CampaignRecord> = {}): Promise<Ended> => {
  const campaign = await engine.campaign(2, changes)
  await engine.plan(campaign.id)
  await engine.turn(campaign.id)
  const call = engine.dialled.at(-1)
  if (!call) throw new Error('nobody was dialled')
  await engine.tell(call.attemptId, { kind: 'ended', state: 'completed', callSid: call.callSid, seconds: 9 })
  return { ...call, campaign }
}
/** The bridge could not let the agent be heard. */
const reportSilence = ({ attemptId }: Dialled) =>
  conversations(engine.ports).report(attemptId, { closedFirst: 'bridge', agentSpoke: false, durationMs: 10, failure: 'no agent' })
const attemptOf = ({ attemptId }: Dialled) => engine.ports.attempts.get(attemptId)
const contactOf = async ({ campaign, attemptId }: Ended) => {
  const attempt = await engine.ports.attempts.get(attemptId)
  return attempt && (await engine.ports.contacts.get(campaign.id, attempt.contactId))
}
const stats = async ({ campaign: { id } }: Ended) => {
  const campaign = await engine.ports.campaigns.get(id)
  return campaign && viewStats(campaign, await engine.ports.lanes.list(id))
}

describe('a report of the bridge that comes after the end', () => {
  it('turns a conversation that never was into a failure of the media, and its contact is called again', async () => {
    const call = await ended()
    expect(await contactOf(call)).toMatchObject({ state: 'done', outcome: 'human' })
    await reportSilence(call)
    expect(await attemptOf(call)).toMatchObject({ outcome: 'media-failure', refined: true, mediaFailure: 'no agent' })
    expect(await contactOf(call)).toMatchObject({ state: 'retrying', outcome: 'media-failure', attempts: 1 })
    expect(await stats(call)).toMatchObject({
      ...{ waiting: 1, live: 0, retrying: 1, finished: 0, successRate: null },
      ...{ callsAnswered: 1, callsCompleted: 1, averageDuration: 9, outcomes: { 'media-failure': 1 } },
    })

    engine.move(3_600_000)
    await engine.turn(call.campaign.id)
    expect(engine.dialled.at(-1)?.to).toBe(call.to)
  })

  it('turns a failure of the media into a conversation, when the end was told before the stream was known', async () => {
    const campaign = await engine.campaign(1)
    await engine.plan(campaign.id)
    await engine.turn(campaign.id)
    const [call] = engine.dialled
    if (!call) throw new Error('nobody was dialled')
    const { attempts } = engine.ports
    // The stream is opened after the end has been looked at, and before it is written.
    const get: typeof attempts.get = async (id) => {
      const seen = await attempts.get(id)
      if (seen) await attempts.openStream(seen, { openedMs: 1 })
      return seen
    }
    const ports = { ...engine.ports, attempts: { ...attempts, get } }
    await recordAttempt(ports)(call.attemptId, { kind: 'ended', state: 'completed', callSid: call.callSid, seconds: 9 })
    expect(await attemptOf(call)).toMatchObject({ outcome: 'media-failure' })
    await conversations(engine.ports).report(call.attemptId, { closedFirst: 'caller', agentSpoke: true, durationMs: 10 })
    expect(await attemptOf(call)).toMatchObject({ outcome: 'human' })
    expect(await contactOf({ ...call, campaign })).toMatchObject({ state: 'done' })
    expect(await engine.ports.contacts.nextDue(campaign)).toBeUndefined()
  })

  it('changes nothing where it says what was thought', async () => {
    const call = await ended()
    await conversations(engine.ports).report(call.attemptId, { closedFirst: 'caller', agentSpoke: true, durationMs: 10 })
    expect(await attemptOf(call)).not.toHaveProperty('refined')
    expect(await contactOf(call)).toMatchObject({ state: 'done' })
  })

  it('gives up a contact that has no calls left', async () => {
    const call = await ended({ settings: someSettings({ retryCount: 0 }) })
    await reportSilence(call)
    expect(await contactOf(call)).toMatchObject({ state: 'failed' })
    expect(await stats(call)).toMatchObject({ finished: 1, successRate: 0 })
  })

  it('counts once, however often it comes and whatever comes with it', async () => {
    const call = await ended()
    await Promise.all([1, 2, 3].map(() => reportSilence(call)))
    expect(await stats(call)).toMatchObject({ retrying: 1, finished: 0, outcomes: { 'media-failure': 1 } })
  })
})

describe('a campaign that is complete', () => {
  const completed = { state: 'completed' } as const

  it('gets nobody back who would have to be called', async () => {
    const call = await ended()
    const seen = await engine.ports.campaigns.get(call.campaign.id)
    if (seen) await engine.ports.campaigns.change(seen, completed)
    await reportSilence(call)
    expect(await attemptOf(call)).toMatchObject({ outcome: 'media-failure' })
    expect(await contactOf(call)).toMatchObject({ state: 'failed', outcome: 'media-failure' })
    expect(await stats(call)).toMatchObject({ finished: 1, retrying: 0, successRate: 0 })
  })

  it('gets nobody back either when it completes at that very moment', async () => {
    const call = await ended()
    const { campaigns } = engine.ports
    let looked = false
    engine.ports.campaigns = {
      ...campaigns,
      async get(id) {
        const seen = await campaigns.get(id)
        if (seen && !looked) await campaigns.change(seen, completed)
        looked = true
        return seen
      },
    }
    await reportSilence(call)
    expect(await contactOf(call)).toMatchObject({ state: 'failed' })
  })

  it('is not completed by whoever counted before somebody came back', async () => {
    const call = await ended()
    const counted = await engine.ports.campaigns.get(call.campaign.id)
    await reportSilence(call)
    expect(counted && (await engine.ports.campaigns.change(counted, completed))).toBeUndefined()
  })
})

describe('the budget of a contact that asked to be called again', () => {
  const at = () => new Date(engine.clock.now() + 7_200_000).toISOString()
  const budget = async (call: Ended) => (await contactOf(call))?.attempts

  /** A call that was answered, whose caller asked for another one, and that has ended. */
  const putOff = async (retries: RetryLadder): Promise<Ended> => {
    const campaign = await engine.campaign(2, { settings: someSettings({ retries }) })
    await engine.plan(campaign.id)
    await engine.turn(campaign.id)
    const call = engine.dialled.at(-1)
    if (!call) throw new Error('nobody was dialled')
    await engine.ports.attempts.callBackAt(call.attemptId, at())
    await engine.tell(call.attemptId, { kind: 'ended', state: 'completed', callSid: call.callSid, seconds: 9 })
    return { ...call, campaign }
  }
  const hearLate = ({ attemptId, callSid }: Dialled) =>
    hearMachine(engine.ports)(attemptId, { callSid, answeredBy: 'machine_start', detectionMs: 9_000 })

  it('is charged for the call when it was no conversation, and the next wait is that after a first call', async () => {
    const call = await putOff({ voicemail: [600_000, 900_000] })
    expect(await contactOf(call)).toMatchObject({ state: 'retrying', attempts: 0 })
    const dueAt = new Date(engine.clock.now() + 600_000).toISOString()
    await hearLate(call)
    expect(await contactOf(call)).toMatchObject({ state: 'retrying', attempts: 1, outcome: 'voicemail', dueAt })
    expect(await stats(call)).toMatchObject({ waiting: 1, retrying: 1, finished: 0, outcomes: { voicemail: 1 } })
  })

  it('is charged, too, when that gives the contact up', async () => {
    const call = await putOff({ voicemail: [] })
    await hearLate(call)
    expect(await contactOf(call)).toMatchObject({ state: 'failed', attempts: 1 })
    expect(await stats(call)).toMatchObject({ waiting: 1, retrying: 0, finished: 1, successRate: 0 })
  })

  it('gets the call back when it was a conversation after all', async () => {
    const campaign = await engine.campaign(2, { settings: someSettings({ retries: { 'media-failure': [600_000] } }) })
    await engine.plan(campaign.id)
    await engine.turn(campaign.id)
    const [dialled] = engine.dialled
    if (!dialled) throw new Error('nobody was dialled')
    const call = { ...dialled, campaign }
    const dueAt = at()
    await engine.ports.attempts.callBackAt(call.attemptId, dueAt)
    await conversations(engine.ports).open(call.attemptId)
    await conversations(engine.ports).report(call.attemptId, {
      closedFirst: 'bridge',
      agentSpoke: false,
      durationMs: 9,
      failure: 'no agent',
    })
    await engine.tell(call.attemptId, { kind: 'ended', state: 'completed', callSid: call.callSid, seconds: 9 })
    expect(await contactOf(call)).toMatchObject({ state: 'retrying', attempts: 1 })
    await conversations(engine.ports).report(call.attemptId, { closedFirst: 'caller', agentSpoke: true, durationMs: 9 })
    expect(await contactOf(call)).toMatchObject({ state: 'retrying', attempts: 0, outcome: 'human', dueAt })
    expect(await stats(call)).toMatchObject({ waiting: 1, retrying: 1, finished: 0, outcomes: { human: 1 } })
  })

  it('no longer matters to somebody who then wanted no more calls', async () => {
    const call = await putOff({ 'no-answer': [600_000] })
    await conversations(engine.ports).suppress(call.attemptId)
    expect(await contactOf(call)).toMatchObject({ state: 'suppressed', outcome: 'opted-out' })
    expect(await stats(call)).toMatchObject({ waiting: 1, retrying: 0, finished: 1, outcomes: { 'opted-out': 1 } })
  })

  it('is charged once, however often the news come', async () => {
    const call = await putOff({ voicemail: [600_000] })
    await Promise.all([1, 2, 3].map(() => hearLate(call)))
    expect(await budget(call)).toBe(1)
  })
})

describe('a contact of which more is known by then', () => {
  const reopened = async (call: Ended, dueAt: string) => {
    const [contact, campaign] = [await contactOf(call), await engine.ports.campaigns.get(call.campaign.id)]
    if (!contact || !campaign) throw new Error('no contact, or no campaign')
    await engine.ports.ledger.reopen({ campaign, patch: {}, contacts: [contact], dueAt, deltas: {} })
  }

  it('is left alone once it is being called again', async () => {
    const call = await ended({ settings: someSettings({ retryCount: 3 }) })
    await reopened(call, new Date(engine.clock.now()).toISOString())
    await engine.turn(call.campaign.id)
    expect(await contactOf(call)).toMatchObject({ state: 'calling', n: 2 })
    await reportSilence(call)
    expect(await contactOf(call)).toMatchObject({ state: 'calling', n: 2 })
    expect(await attemptOf(call)).toMatchObject({ outcome: 'human', agentSpoke: false })
  })

  it('keeps its whole budget when it was reopened', async () => {
    const call = await ended()
    const dueAt = new Date(engine.clock.now()).toISOString()
    await reopened(call, dueAt)
    await reportSilence(call)
    expect(await contactOf(call)).toMatchObject({ state: 'retrying', attempts: 0, dueAt, outcome: 'media-failure' })
  })

  it('stays suppressed', async () => {
    const call = await ended()
    await reportSilence(call)
    const contact = await contactOf(call)
    if (!contact) throw new Error('no contact')
    await engine.ports.ledger.never(contact, { state: 'suppressed', because: 'the list', lane: { k: 0, run: 1 }, deltas: {} })
    // As if the report had not been heard before.
    const { attempts } = engine.ports
    const note: typeof attempts.note = async (...news) => {
      const known = await attempts.note(...news)
      return known && { ...known, outcome: 'human', refined: false }
    }
    engine.ports.attempts = { ...attempts, note }
    await reportSilence(call)
    expect(await contactOf(call)).toMatchObject({ state: 'suppressed', outcome: 'media-failure' })
  })
})
