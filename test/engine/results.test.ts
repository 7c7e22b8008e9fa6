// What the agent's provider tells of conversations: kept with their calls, whenever it comes.
import { beforeEach, describe, expect, it } from 'vitest'
import { recordFailure } from '#app/results/record-result.ts'
import { playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'
import { judged, MINUTE_MS, said, told, toldResults } from '../support/told-results.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>

beforeEach(() => {
  engine = playEngine()
})

const { attemptOf, contactOf, statsOf, transcriptOf, bridge, talking, direct, hangUp, report, hear } = toldResults(() => engine)

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
