// What the agent's provider tells of conversations: kept with their calls, whenever it comes, and fetched when it does not.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { conversations } from '#app/hold-conversation.ts'
import { holdDirectly } from '#app/hold-directly.ts'
import { fetchResults } from '#app/results/fetch-results.ts'
import { recordFailure, recordResult } from '#app/results/record-result.ts'
import type { AgentBooks, AskedConversation, ToldConversation } from '#app/results/told-conversation.ts'
import type { AttemptId } from '#contract/ids.ts'
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

const MINUTE_MS = 60_000
const said = (by: 'agent' | 'caller', text: string, atMs = 0) => ({ by, kind: 'said', text, atMs }) as const

const told = (changes: Partial<ToldConversation> = {}): ToldConversation => ({
  conversationId: 'conv_1',
  turns: [said('agent', 'Hello.'), said('caller', 'Yes?', 2_000)],
  tools: [],
  result: { conversationId: 'conv_1', state: 'done', summary: 'They spoke.', successful: 'success' },
  ...changes,
})

const attemptOf = async (id: AttemptId) => {
  const attempt = await engine.ports.attempts.get(id)
  if (!attempt) throw new Error('no attempt')
  return attempt
}
const contactOf = async (id: AttemptId) => {
  const { campaignId, contactId } = await attemptOf(id)
  return engine.ports.contacts.get(campaignId, contactId)
}
const statsOf = async (id: AttemptId) => (await engine.ports.lanes.sum((await attemptOf(id)).campaignId, { maxAgeMs: 0 })).counters
const transcriptOf = async (id: AttemptId) => (await engine.ports.transcripts.list(id, { limit: 50 })).items.map(({ text }) => text)
const bridge = () => conversations(engine.ports)

const ringing = async (): Promise<Dialled> => {
  const { id } = await engine.campaign(1)
  await engine.plan(id)
  await engine.turn(id)
  const call = engine.dialled.at(-1)
  if (!call) throw new Error('nobody was dialled')
  await engine.tell(call.attemptId, { kind: 'progressed', state: 'answered', callSid: call.callSid })
  return call
}
/** Over the bridge, with a conversation of ElevenLabs'. */
const talking = async (conversationId = 'conv_1'): Promise<Dialled> => {
  const call = await ringing()
  await bridge().open(call.attemptId)
  await bridge().begin(call.attemptId, conversationId)
  return call
}
const direct = async (): Promise<Dialled> => {
  const call = await ringing()
  await holdDirectly({ ...engine.ports, registerCall: async () => '<Stream/>' })({
    ...(await attemptOf(call.attemptId)),
    callSid: call.callSid,
  })
  return call
}
const hangUp = ({ attemptId, callSid }: Dialled) => engine.tell(attemptId, { kind: 'ended', state: 'completed', callSid, seconds: 40 })
const report = ({ attemptId }: Dialled) => bridge().report(attemptId, { closedFirst: 'caller', agentSpoke: true, durationMs: 9_000 })
const hear = (changes: Partial<ToldConversation> = {}) => recordResult(engine.ports)(told(changes))

const judged = (successful: 'success' | 'failure') => ({
  result: { ...told().result, successful, evaluation: [{ criterion: 'sold', result: successful }] },
})

describe('a result', () => {
  it.each([
    ['after the call has ended', [hangUp, report, () => hear()]],
    ['before the carrier has told of the end', [report, () => hear(), hangUp]],
    ['before the bridge has reported', [hangUp, () => hear(), report]],
    ['twice', [hangUp, report, () => hear(), () => hear()]],
  ])('is with its call when it comes %s', async (_, steps) => {
    const call = await talking()
    for (const step of steps) await step(call)
    expect(await attemptOf(call.attemptId)).toMatchObject({ state: 'completed', outcome: 'human', result: { summary: 'They spoke.' } })
    expect(await contactOf(call.attemptId)).toMatchObject({ state: 'done' })
    expect(await engine.ports.attempts.resultsDue(engine.clock.machine() + 60 * MINUTE_MS, 10)).not.toContain(call.attemptId)
  })

  it('is found by the name that we gave the conversation, when no bridge has told its id', async () => {
    const call = await direct()
    await hear({ attemptId: call.attemptId })
    expect(await attemptOf(call.attemptId)).toMatchObject({ conversationId: 'conv_1', result: { summary: 'They spoke.' } })
  })

  it('of a conversation that another one has followed is not the call’s', async () => {
    const call = await talking('conv_0')
    await bridge().begin(call.attemptId, 'conv_1')
    await hear({ conversationId: 'conv_0', attemptId: call.attemptId })
    expect(await attemptOf(call.attemptId)).not.toHaveProperty('result')
    await hear()
    expect(await attemptOf(call.attemptId)).toMatchObject({ result: { conversationId: 'conv_1' } })
  })

  it('of a conversation that could not begin says why', async () => {
    const call = await talking('conv_busy')
    await recordFailure(engine.ports)('conv_busy', 'busy')
    expect(await attemptOf(call.attemptId)).toMatchObject({ result: { state: 'failed', terminationReason: 'busy' } })
  })
})

describe('the transcript', () => {
  it('of a call that the bridge held is the bridge’s', async () => {
    const call = await talking()
    await bridge().tell(call.attemptId, { index: 0, ...said('agent', 'Hello, as it was said.') })
    await report(call)
    await hear()
    expect(await transcriptOf(call.attemptId)).toEqual(['Hello, as it was said.'])
  })

  it('of a bridge that died is carried on from where it stopped', async () => {
    const call = await talking()
    await bridge().tell(call.attemptId, { index: 0, ...said('agent', 'Hello, as it was said.') })
    await bridge().tell(call.attemptId, { index: 1, by: 'caller', kind: 'pressed', text: '•', atMs: 1 })
    await hear()
    expect(await transcriptOf(call.attemptId)).toEqual(['Hello, as it was said.', '•', 'Yes?'])
  })

  it('of a call that no bridge took is ElevenLabs’, however often it is told', async () => {
    const call = await direct()
    await hear({ attemptId: call.attemptId })
    await hear({ attemptId: call.attemptId })
    expect(await transcriptOf(call.attemptId)).toEqual(['Hello.', 'Yes?'])
  })
})

describe('whoever asks an agent without a bridge for no more calls', () => {
  const asked = { tools: [{ name: 'do_not_call', parameters: {} }] }

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

describe('a call that the agent held alone, and in which it was never heard', () => {
  it('is a failure of the media', async () => {
    const call = await direct()
    await hangUp(call)
    await hear({ attemptId: call.attemptId, turns: [], result: { conversationId: 'conv_1', state: 'failed' } })
    expect(await attemptOf(call.attemptId)).toMatchObject({ outcome: 'media-failure', refined: true })
    expect(await contactOf(call.attemptId)).toMatchObject({ state: 'retrying' })
  })
})

describe('the agent’s own evaluation', () => {
  it.each([
    ['before', true],
    ['after', false],
  ])('decides what a success is, when it comes %s the call’s end', async (_, isEarly) => {
    const call = await talking()
    await report(call)
    if (isEarly) await hear(judged('failure'))
    await hangUp(call)
    if (!isEarly) await hear(judged('failure'))
    expect(await attemptOf(call.attemptId)).toMatchObject({ outcome: 'human', verdict: 'failure' })
    expect(await contactOf(call.attemptId)).toMatchObject({ state: 'failed', outcome: 'human' })
    expect(await statsOf(call.attemptId)).toMatchObject({ finished: 1, 'outcome:human': 1 })
    expect((await statsOf(call.attemptId)).succeeded ?? 0).toBe(0)
  })

  it.each([
    ['it is a success', judged('success')],
    ['no criteria are set up, so that it is a guess', { result: { ...told().result, successful: 'failure' as const } }],
  ])('changes nothing when %s', async (_, changes) => {
    const call = await talking()
    await report(call)
    await hangUp(call)
    await hear(changes)
    expect(await contactOf(call.attemptId)).toMatchObject({ state: 'done' })
    expect(await statsOf(call.attemptId)).toMatchObject({ succeeded: 1 })
  })
})

describe('a result that nobody brings', () => {
  const books = (conversation: AskedConversation) => {
    const asked: string[] = []
    const told: AgentBooks = {
      conversation: async (id) => {
        asked.push(id)
        return conversation
      },
      conversationOf: async (id) => `conv_of_${id}`,
    }
    return { asked, books: told }
  }
  const fetch = (agent: AgentBooks) => fetchResults({ ...engine.ports, books: agent })()
  const over = (changes: Partial<ToldConversation> = {}): AskedConversation => ({ kind: 'over', told: told(changes) })

  it('is asked for after some minutes, and not before', async () => {
    const call = await talking('conv_1')
    const { asked, books: agent } = books(over())
    await fetch(agent)
    expect(asked).toEqual([])
    engine.move(4 * MINUTE_MS)
    await fetch(agent)
    expect(asked).toEqual(['conv_1'])
    expect(await attemptOf(call.attemptId)).toMatchObject({ result: { summary: 'They spoke.' } })
    engine.move(60 * MINUTE_MS)
    await fetch(agent)
    expect(asked).toHaveLength(1)
  })

  it('is found by our name for the conversation when no bridge has told its id', async () => {
    const call = await direct()
    const id = `conv_of_${call.attemptId}`
    const { asked, books: agent } = books(over({ conversationId: id, result: { conversationId: id, state: 'done' } }))
    engine.move(4 * MINUTE_MS)
    await fetch(agent)
    expect(asked).toEqual([id])
    expect(await attemptOf(call.attemptId)).toMatchObject({ conversationId: id, result: { state: 'done' } })
  })

  it.each([
    ['goes on', async (): Promise<AskedConversation> => ({ kind: 'goes-on' })],
    ['is not known', async (): Promise<AskedConversation> => ({ kind: 'absent' })],
    ['cannot be asked for', async () => Promise.reject(new Error('HTTP 503'))],
  ])(
    'is asked for ever less often while the conversation %s, and given up after a day with a word on the call',
    async (_, conversation) => {
      const call = await talking('conv_1')
      let asked = 0
      const agent = {
        conversation: () => {
          asked += 1
          return conversation()
        },
        conversationOf: async () => undefined,
      }
      for (let minutes = 0; minutes < 26 * 60; minutes += 15) {
        engine.move(15 * MINUTE_MS)
        await fetch(agent)
      }
      expect(asked).toBeGreaterThan(20)
      expect(asked).toBeLessThan(40)
      expect(await attemptOf(call.attemptId)).toMatchObject({ resultMissing: expect.stringContaining('for a day') })
      // It may still come by itself.
      await hear()
      expect(await attemptOf(call.attemptId)).toMatchObject({ result: { summary: 'They spoke.' } })
      expect(await attemptOf(call.attemptId)).not.toHaveProperty('resultMissing')
    },
  )
})
