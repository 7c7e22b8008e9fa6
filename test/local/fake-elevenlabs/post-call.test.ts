// The simulated ElevenLabs tells of conversations as the real one does, and can be made to fail at it.
import { afterEach, describe, expect, test } from 'vitest'
import { isFromElevenLabs, readPostCall } from '#providers/elevenlabs-webhook.ts'
import type { WebhookFault } from '../../../local/fake-elevenlabs/faults.ts'
import { eventually } from '../../support/eventually.ts'
import { type Agents, converse, get, initiation, startAgents } from '../../support/fake-elevenlabs.ts'
import { startHttpStub } from '../../support/http-stub.ts'

const secret = 'wsec_of_the_simulator'
let agents: Agents
let stub: Awaited<ReturnType<typeof startHttpStub>>
afterEach(async () => {
  await agents.close()
  stub.close()
})

const heldOnce = async (fault?: WebhookFault) => {
  stub = await startHttpStub()
  stub.answers(200, {})
  const webhook = { url: `${stub.url}/post-call`, secret }
  agents = await startAgents({ webhook, agent: { criteria: ['polite'] }, faults: { webhook: () => fault } })
  const client = await converse(agents.fake, { ...initiation(), user_id: 'att_1' })
  await eventually(() => client.of('agent_response').length).toBe(1)
  client.talk(300, 400)
  await eventually(() => client.of('user_transcript').length).toBe(1)
  client.close()
}
const isSigned = () => {
  const [post] = stub.asked
  const signature = String(post?.headers['elevenlabs-signature'])
  return isFromElevenLabs({ secret }, { body: Buffer.from(post?.body ?? ''), signature, now: agents.clock.machine() })
}

describe('a conversation that is over', () => {
  test('is told of once, signed, with what our own reader makes of it', async () => {
    await heldOnce()
    await eventually(() => stub.asked.length).toBe(1)
    expect(isSigned()).toBe(true)
    const news = readPostCall(JSON.parse(stub.asked[0]?.body ?? ''))
    expect(news).toMatchObject({
      kind: 'conversation',
      told: {
        turns: expect.arrayContaining([expect.objectContaining({ by: 'agent' }), expect.objectContaining({ by: 'caller' })]),
        result: { successful: 'success', evaluation: [{ criterion: 'polite' }], collected: { answer: expect.any(String) } },
      },
    })
  })

  test('is found by the name that it was begun with', async () => {
    await heldOnce('lost')
    const listed: unknown = await (await get(agents.fake, '/v1/convai/conversations?user_id=att_1&page_size=1')).json()
    expect(listed).toMatchObject({ conversations: [{ conversation_id: agents.fake.conversations()[0]?.id }] })
    expect(stub.asked).toEqual([])
  })

  test.each(['bad-signature', 'stale'] as const)('may be told of with a signature that is not good: %s', async (fault) => {
    await heldOnce(fault)
    await eventually(() => stub.asked.length).toBe(1)
    expect(isSigned()).toBe(false)
  })

  test('may be told of twice', async () => {
    await heldOnce('twice')
    await eventually(() => stub.asked.length).toBe(2)
  })
})
