// An answered call: what Twilio is told to do with it, and what the media bridge may carry.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerCall } from '#app/answer-call.ts'
import type { StreamTokens } from '#app/bridge-ports.ts'
import { conversations } from '#app/hold-conversation.ts'
import { recordAttempt } from '#app/record-attempt.ts'
import type { CampaignRecord } from '#app/records.ts'
import type { AttemptId } from '#contract/ids.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { startTable } from '../support/table.ts'

let table: Awaited<ReturnType<typeof startTable>>
beforeAll(async () => {
  table = await startTable()
})
afterAll(() => table.close())

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

/** A call that rings. */
const ringing = async (changes: Partial<CampaignRecord> = {}): Promise<Dialled> => {
  const campaign = await engine.campaign(1, changes)
  await engine.plan(campaign.id)
  await engine.turn(campaign.id)
  const [call] = engine.dialled
  if (!call) throw new Error('nobody was dialled')
  return call
}
const attemptOf = async ({ attemptId }: Dialled) => {
  const attempt = await engine.ports.attempts.get(attemptId)
  if (!attempt) throw new Error('no attempt')
  return attempt
}
const busy = (call: Dialled) => engine.tell(call.attemptId, { kind: 'ended', state: 'busy', callSid: call.callSid })

describe('an answered call', () => {
  const tokens: StreamTokens = { sign: (attemptId) => `signed-${attemptId}`, verify: () => undefined }
  const answer = ({ attemptId, callSid }: Pick<Dialled, 'attemptId' | 'callSid'>) =>
    answerCall({ ...engine.ports, tokens: async () => tokens })(attemptId, { kind: 'progressed', state: 'answered', callSid })

  it('is connected to the bridge under a token of its attempt, with the three ids and nothing personal', async () => {
    const call = await ringing()
    const { campaignId, contactId } = await attemptOf(call)
    expect(await answer(call)).toEqual({
      kind: 'stream',
      path: `/media/signed-${call.attemptId}`,
      parameters: { campaignId, contactId, attemptId: call.attemptId },
    })
    expect(await attemptOf(call)).toMatchObject({ state: 'answered', callSid: call.callSid })
  })

  it('tells of itself when the answer to its dial was lost', async () => {
    engine.answerWith(() => ({ kind: 'lost', exists: true }))
    const call = await ringing()
    expect((await attemptOf(call)).callSid).toBeUndefined()
    expect(await answer(call)).toMatchObject({ kind: 'stream' })
    expect(await attemptOf(call)).toMatchObject({ state: 'answered', callSid: call.callSid })
  })

  it('is hung up when its attempt is over', async () => {
    const call = await ringing()
    await busy(call)
    expect(await answer(call)).toEqual({ kind: 'hang-up' })
  })

  it('is hung up, and cancelled, when its attempt was proven never to have been placed', async () => {
    engine.answerWith(() => ({ kind: 'lost', exists: false }))
    const call = await ringing()
    engine.move(120_000)
    await engine.reconcile()
    expect(await answer({ ...call, callSid: 'CA-late' })).toEqual({ kind: 'hang-up' })
    expect(engine.cancelled).toEqual(['CA-late'])
  })

  it('is hung up, and cancelled, when it is the second of its attempt', async () => {
    const call = await ringing()
    expect(await answer({ ...call, callSid: 'CA-second' })).toEqual({ kind: 'hang-up' })
    expect(engine.cancelled).toEqual(['CA-second'])
    expect(await attemptOf(call)).toMatchObject({ state: 'queued', callSid: call.callSid })
  })

  it('of an attempt that does not exist is not found', async () => {
    const call = await ringing()
    const { campaignId, contactId } = await attemptOf(call)
    const attemptId = attemptIdOf(campaignId, contactId, 99)
    await expect(answer({ ...call, attemptId })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a conversation', () => {
  const bridge = () => conversations(engine.ports)

  it('is opened with what the agent must know', async () => {
    const call = await ringing()
    const { campaignId, contactId } = await attemptOf(call)
    expect(await bridge().open(call.attemptId)).toEqual({
      kind: 'open',
      brief: {
        ...{ attemptId: call.attemptId, campaignId, contactId, callSid: call.callSid },
        // The agent refuses to talk when a variable of its words is missing.
        variables: { name: '' },
        ...{ prompt: 'You call about the renewal.', firstMessage: 'Hello {{name}}, do you have a minute?' },
      },
    })
  })

  it('knows the contact by name and by the columns of its row', async () => {
    const call = await ringing()
    const { contacts } = engine.ports
    const get: typeof contacts.get = async (campaignId, contactId) => {
      const contact = await contacts.get(campaignId, contactId)
      return contact && { ...contact, name: 'Ana', variables: { plan: 'gold', name: 'ANA TORRES' } }
    }
    const opened = await conversations({ ...engine.ports, contacts: { ...contacts, get } }).open(call.attemptId)
    expect(opened).toMatchObject({ brief: { variables: { plan: 'gold', name: 'Ana' } } })
  })

  it('is with the campaign’s own agent, and in its language, where it has them', async () => {
    const call = await ringing({ agentId: 'agent_2', language: 'pt-br' })
    expect(await bridge().open(call.attemptId)).toMatchObject({ brief: { agentId: 'agent_2', language: 'pt-br' } })
  })

  it('uses the words that the campaign has when somebody answers, and the attempt says which those were', async () => {
    const call = await ringing()
    const { campaignId } = await attemptOf(call)
    const seen = await engine.ports.campaigns.get(campaignId)
    if (seen) await engine.ports.campaigns.change(seen, { prompt: 'You call about something else.', edition: 2 })
    expect(await bridge().open(call.attemptId)).toMatchObject({ brief: { prompt: 'You call about something else.' } })
    expect(await attemptOf(call)).toMatchObject({ edition: 2 })
  })

  it('is opened once for each attempt, also when two ask at the same moment', async () => {
    const call = await ringing()
    const opened = await Promise.all([1, 2, 3].map(() => bridge().open(call.attemptId)))
    expect(opened.map(({ kind }) => kind).sort()).toEqual(['open', 'refused', 'refused'])
    expect(await bridge().open(call.attemptId)).toEqual({ kind: 'refused', reason: 'already open' })
  })

  it('is refused when the attempt is over, is not known to be placed, or does not exist', async () => {
    const over = await ringing()
    await busy(over)
    expect(await bridge().open(over.attemptId)).toEqual({ kind: 'refused', reason: 'over' })

    engine = playEngine()
    engine.answerWith(() => ({ kind: 'lost', exists: true }))
    const lost = await ringing()
    expect(await bridge().open(lost.attemptId)).toEqual({ kind: 'refused', reason: 'no such attempt' })

    const { campaignId, contactId } = await attemptOf(lost)
    const never: AttemptId = attemptIdOf(campaignId, contactId, 99)
    expect(await bridge().open(never)).toEqual({ kind: 'refused', reason: 'no such attempt' })
  })

  it('that is alive is not looked into for another minute', async () => {
    const call = await ringing()
    engine.move(50_000)
    await bridge().heartbeat(call.attemptId)
    expect((await attemptOf(call)).leaseMs).toBe(engine.clock.machine() + 60_000)
  })

  it('leaves its report with the attempt', async () => {
    const call = await ringing()
    const over = { closedFirst: 'agent', agentSpoke: true, durationMs: 9_000 } as const
    await bridge().report(call.attemptId, { ...over, conversationId: 'conv_1' })
    expect(await attemptOf(call)).toMatchObject({ closedFirst: 'agent', agentSpoke: true, conversationId: 'conv_1' })
    expect(await attemptOf(call)).not.toHaveProperty('mediaFailure')
  })

  it('that was never opened, though somebody picked up, is a failure of the media', async () => {
    const call = await ringing()
    await recordAttempt(engine.ports)(call.attemptId, { kind: 'ended', state: 'completed', callSid: call.callSid, seconds: 3 })
    expect(await attemptOf(call)).toMatchObject({ state: 'completed', outcome: 'media-failure' })
  })

  it.each([
    [false, 'media-failure'],
    [true, 'human'],
  ])('whose media broke, when the agent had been heard: %s, means %s', async (agentSpoke, outcome) => {
    const call = await ringing()
    await engine.tell(call.attemptId, { kind: 'progressed', state: 'answered', callSid: call.callSid })
    await bridge().open(call.attemptId)
    await bridge().report(call.attemptId, { closedFirst: 'bridge', agentSpoke, durationMs: 10, failure: 'the agent did not answer' })
    await engine.tell(call.attemptId, { kind: 'ended', state: 'completed', callSid: call.callSid, seconds: 3 })
    expect(await attemptOf(call)).toMatchObject({ state: 'completed', outcome, mediaFailure: 'the agent did not answer' })
  })
})
