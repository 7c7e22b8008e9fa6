// What a caller wishes is done while they are still on the line: heard by the agent, carried out by the bridge, confirmed to both.
import { afterEach, expect, test } from 'vitest'
import { AttemptId } from '#contract/ids.ts'
import { type BridgeWorld, startBridgeWorld } from '../../support/bridge-world.ts'

let world: BridgeWorld
afterEach(() => world.close())

const answered = async (ending: string) => {
  world = await startBridgeWorld({ speed: 4 })
  const [call] = await world.over(await world.call(ending))
  const [conversation] = world.agents.fake.conversations()
  const attempt = await world.store.attempts.get(AttemptId.parse(conversation?.userId))
  if (!attempt) throw new Error('The conversation is nobody’s')
  return { call, conversation, attempt, number: await world.store.numbers.get(attempt.phone) }
}

test('who asks never to be called again is suppressed at once, is told so, and the call ends', async () => {
  const { call, conversation, number } = await answered('0188')
  expect(number?.suppressed).toBe(true)
  expect(conversation?.toolCalls).toMatchObject([{ name: 'do_not_call', answer: { isError: false } }])
  expect(conversation?.transcript.at(-1)?.message).toContain('Nobody will call you again')
  expect(conversation?.closedBy).toBe('agent')
  expect(call).toMatchObject({ status: 'completed', media: { agentBytes: conversation?.bytesOut } })
})

test('who asks to be called back is told that it is noted, and goes on talking', async () => {
  const { call, conversation } = await answered('0187')
  expect(conversation?.toolCalls[0]).toMatchObject({ name: 'schedule_callback', answer: { isError: false } })
  expect(conversation?.transcript.map(({ message }) => message).join(' ')).toContain('I have taken care of that')
  expect(call?.media?.closedFirst).toBe('caller')
})
