// What the media bridge is told of a conversation, and what it tells.
import { beforeEach, describe, expect, it } from 'vitest'
import { recordAttempt } from '#app/calls/record-attempt.ts'
import { conversations } from '#app/conversation/hold-conversation.ts'
import { CampaignSettings } from '#contract/campaign-settings.ts'
import type { AttemptId } from '#contract/ids.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { ringingCalls } from '../support/ringing-calls.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>

beforeEach(() => {
  engine = playEngine()
})

const { ringing, attemptOf } = ringingCalls(() => engine)
const busy = (call: Dialled) => engine.tell(call.attemptId, { kind: 'ended', state: 'busy', callSid: call.callSid })

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
        maxCallMs: 600_000,
        apology: expect.stringMatching(/^I am sorry/),
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

  it('is with the campaign’s own agent, in its language and its voice, where it has them', async () => {
    const call = await ringing({ agentId: 'agent_2', language: 'pt-br', voiceId: 'voice_3' })
    expect(await bridge().open(call.attemptId)).toMatchObject({ brief: { agentId: 'agent_2', language: 'pt-br', voiceId: 'voice_3' } })
  })

  it('apologises in the campaign’s words, and with none where nobody has said them in its language', async () => {
    const settings = CampaignSettings.parse({ apology: 'Perdón, {{name}}.', maxCallLength: 60_000 })
    const spanish = await ringing({ language: 'es', settings })
    expect(await bridge().open(spanish.attemptId)).toMatchObject({ brief: { apology: 'Perdón, .', maxCallMs: 60_000 } })

    engine = playEngine()
    const wordless = await ringing({ language: 'es' })
    const opened = await bridge().open(wordless.attemptId)
    expect(opened.kind === 'open' && opened.brief).not.toHaveProperty('apology')
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

  it('leaves what was measured of it with the attempt, from the answer on', async () => {
    const call = await ringing()
    await engine.tell(call.attemptId, { kind: 'progressed', state: 'answered', callSid: call.callSid })
    engine.move(700)
    await bridge().open(call.attemptId)
    const latency = { streamToStart: 90, replies: 0, bargeIns: 0 }
    const measured = { latency, turns: 2, speech: { sentMs: 900, heardMs: 400 } }
    await bridge().report(call.attemptId, { closedFirst: 'bridge', endedBecause: 'silence', agentSpoke: true, durationMs: 9, measured })
    expect(await attemptOf(call)).toMatchObject({
      endedBecause: 'silence',
      latency: { answerToStream: 700, ...latency },
      speech: { sentMs: 900, heardMs: 400 },
    })
  })

  it('leaves each of its turns beside the attempt, and a correction in its place', async () => {
    const call = await ringing()
    const turn = (index: number, text: string) => ({ index, atMs: index, by: 'agent', kind: 'said', text }) as const
    for (const one of [turn(0, 'Hello.'), turn(1, 'Do you have a minute?'), turn(2, 'Well.'), turn(1, 'Do you…')]) {
      await bridge().tell(call.attemptId, one)
    }
    const { items } = await engine.ports.transcripts.list(call.attemptId, { limit: 10 })
    expect(items.map(({ text }) => text)).toEqual(['Hello.', 'Do you…', 'Well.'])
  })
})
