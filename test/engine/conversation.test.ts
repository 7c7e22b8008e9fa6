// An answered call: what Twilio is told to do with it, and what the media bridge may carry.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { answerCall } from '#app/answer-call.ts'
import type { StreamTokens } from '#app/bridge-ports.ts'
import { conversations } from '#app/hold-conversation.ts'
import { recordAttempt } from '#app/record-attempt.ts'
import type { CampaignRecord } from '#app/records.ts'
import { CampaignSettings } from '#contract/campaign.ts'
import type { AttemptId } from '#contract/ids.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { bridgeWithRoom } from '../support/bridge-room.ts'
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
    answerCall({ ...engine.ports, ...bridgeWithRoom, tokens: async () => tokens })(attemptId, {
      kind: 'progressed',
      state: 'answered',
      callSid,
    })

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

  it('is looked for by somebody when it is recorded, should the carrier’s word of the recording get lost', async () => {
    const { attemptId, callSid } = await ringing({
      settings: CampaignSettings.parse({ recordCalls: true, recordingNotice: 'This is recorded.', allowedCountries: 'any' }),
    })
    const expected: string[] = []
    const recordings = { expect: async (id: string) => void expected.push(id) }
    const ports = { ...engine.ports, ...bridgeWithRoom, recordings, tokens: async () => tokens }
    await answerCall(ports)(attemptId, { kind: 'progressed', state: 'answered', callSid })
    expect(expected).toEqual([attemptId])
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

describe('a caller who wants no more calls', () => {
  const bridge = () => conversations(engine.ports)
  const contactOf = async (call: Dialled) => {
    const { campaignId, contactId } = await attemptOf(call)
    return engine.ports.contacts.get(campaignId, contactId)
  }
  const talking = async (): Promise<Dialled> => {
    const call = await ringing()
    await engine.tell(call.attemptId, { kind: 'progressed', state: 'answered', callSid: call.callSid })
    await bridge().open(call.attemptId)
    return call
  }
  const hangUp = (call: Dialled) => engine.tell(call.attemptId, { kind: 'ended', state: 'completed', callSid: call.callSid, seconds: 9 })

  it('is called by nobody from that moment on, and the log says why', async () => {
    const call = await talking()
    const { phone, campaignId } = await attemptOf(call)
    await bridge().suppress(call.attemptId)
    expect(await engine.ports.numbers.get(phone)).toMatchObject({ suppressed: true, suppressedBecause: 'said so in a call' })
    const { items } = await engine.ports.activity.list(campaignId, { limit: 10 })
    expect(items).toContainEqual(expect.objectContaining({ action: 'number-suppressed', by: 'ringmaster' }))
    expect(JSON.stringify(items)).not.toContain(phone)
  })

  it('is told that this holds, also when the log cannot be written', async () => {
    const call = await talking()
    const { phone } = await attemptOf(call)
    const add = () => Promise.reject(new Error('no table'))
    const failed: string[] = []
    const log = { ...engine.ports.log, error: (message: string) => void failed.push(message) }
    await conversations({ ...engine.ports, log, activity: { ...engine.ports.activity, add } }).suppress(call.attemptId)
    expect(await engine.ports.numbers.get(phone)).toMatchObject({ suppressed: true })
    expect(await attemptOf(call)).toMatchObject({ optedOut: true })
    expect(failed).toEqual(['activity.not-written'])
  })

  it('has opted out when the call ends, and is finished as suppressed', async () => {
    const call = await talking()
    await bridge().suppress(call.attemptId)
    await hangUp(call)
    expect(await attemptOf(call)).toMatchObject({ outcome: 'opted-out' })
    expect(await contactOf(call)).toMatchObject({ state: 'suppressed' })
  })

  it('has opted out, too, when the call ended before this could be written', async () => {
    const call = await talking()
    await bridge().report(call.attemptId, { closedFirst: 'caller', agentSpoke: true, durationMs: 9_000 })
    await hangUp(call)
    expect(await contactOf(call)).toMatchObject({ state: 'done' })
    await bridge().suppress(call.attemptId)
    expect(await attemptOf(call)).toMatchObject({ outcome: 'opted-out', refined: true })
    expect(await contactOf(call)).toMatchObject({ state: 'suppressed' })
  })

  describe('but another one later', () => {
    it.each([
      ['an instant with its offset', () => ({ at: new Date(engine.clock.now() + 3_600_000).toISOString().replace('Z', '+00:00') })],
      ['minutes from now', () => ({ inMinutes: 60 })],
    ])('is called again by %s, and the call is not counted', async (_, when) => {
      const call = await talking()
      const at = new Date(engine.clock.now() + 3_600_000).toISOString()
      expect(await bridge().callBack(call.attemptId, when())).toEqual({ kind: 'set', at })
      await bridge().report(call.attemptId, { closedFirst: 'caller', agentSpoke: true, durationMs: 9_000 })
      await hangUp(call)
      expect(await attemptOf(call)).toMatchObject({ outcome: 'human', callbackAt: at })
      expect(await contactOf(call)).toMatchObject({ state: 'retrying', dueAt: at, attempts: 0 })
    })

    it.each([
      ['a time that is over', { inMinutes: 0 }, 'is over'],
      ['a time that is no time', { at: 'soon' }, 'is over'],
      ['a time in two months', { inMinutes: 60 * 24 * 60 }, '30 days'],
    ])('is refused by name at %s', async (_, when, reason) => {
      const call = await talking()
      expect(await bridge().callBack(call.attemptId, when)).toEqual({ kind: 'refused', reason: expect.stringContaining(reason) })
    })

    it('is not called back for ever', async () => {
      const call = await talking()
      const { attempts } = engine.ports
      const asTheNth = async (n: number) => {
        const get: typeof attempts.get = async (id) => {
          const attempt = await attempts.get(id)
          return attempt && { ...attempt, n }
        }
        const asked = conversations({ ...engine.ports, attempts: { ...attempts, get } })
        return (await asked.callBack(call.attemptId, { inMinutes: 5 })).kind
      }
      // Two calls by its retries, and three more.
      expect(await asTheNth(4)).toBe('set')
      expect(await asTheNth(5)).toBe('refused')
    })

    it('cannot be put off once the call is over', async () => {
      const call = await talking()
      await hangUp(call)
      expect(await bridge().callBack(call.attemptId, { inMinutes: 5 })).toMatchObject({ kind: 'refused' })
    })

    it('is refused when the call ends at that very moment: nobody is promised a call that does not come', async () => {
      const call = await talking()
      const { campaigns } = engine.ports
      // The end is written after the attempt has been looked at.
      const get: typeof campaigns.get = async (id) => {
        if (!(await attemptOf(call)).endedAt) await hangUp(call)
        return campaigns.get(id)
      }
      const asked = conversations({ ...engine.ports, campaigns: { ...campaigns, get } })
      expect(await asked.callBack(call.attemptId, { inMinutes: 5 })).toEqual({ kind: 'refused', reason: 'The call is over.' })
      expect(await attemptOf(call)).not.toHaveProperty('callbackAt')
      expect(await contactOf(call)).toMatchObject({ state: 'done' })
    })
  })
})
