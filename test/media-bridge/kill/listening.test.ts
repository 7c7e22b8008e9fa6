// Somebody listens in on a call between both simulated providers: what is heard is what was said, and a hint reaches the agent.
import { afterEach, expect, test } from 'vitest'
import { AttemptId } from '#contract/ids.ts'
import type { ToListener, Voice } from '#contract/listening.ts'
import { listeningTokens } from '#providers/listening-token.ts'
import { type BridgeWorld, KEY, startBridgeWorld } from '../../support/bridge-world.ts'
import { listen } from '../../support/listeners.ts'

let world: BridgeWorld
afterEach(() => world.close())

const PATIENCE = { timeout: 60_000, interval: 50 }
const HINT = 'They have been a member since 2019.'

/** Half a second: what was between the bridge and the agent when the listener came. */
const ON_ITS_WAY = 4_000

/** Bytes of a voice that were heard. */
const heardOf = (messages: readonly ToListener[], by: Voice): number =>
  messages.reduce(
    (sum, message) => sum + (message.type === 'audio' && message.by === by ? Buffer.from(message.payload, 'base64').length : 0),
    0,
  )

test('who listens from the beginning hears all that both sides say, and what is hinted is told to the agent', async () => {
  world = await startBridgeWorld({ speed: 4 })
  const [sid = ''] = await world.call('0190')
  await expect.poll(() => world.agents.fake.conversations().length, PATIENCE).toBe(1)
  const [conversation] = world.agents.fake.conversations()
  await expect.poll(() => conversation?.userId, PATIENCE).toBeDefined()
  const callId = AttemptId.parse(conversation?.userId)
  const passes = listeningTokens({ key: KEY, clock: { machine: Date.now } })
  const ear = await listen(world.bridge, passes.sign(callId).token)
  if (typeof ear === 'number') throw new Error(`The listener was refused with ${ear}`)
  const missed = { in: conversation?.bytesIn ?? 0, out: conversation?.bytesOut ?? 0 }

  await expect.poll(() => conversation?.transcript.length, PATIENCE).toBeGreaterThan(0)
  ear.hint(HINT)
  await expect.poll(() => conversation?.told, PATIENCE).toEqual([HINT])
  // The ledger knows the conversation while it lasts.
  expect(await world.store.attempts.get(callId)).toMatchObject({ conversationId: conversation?.id })

  const [call] = await world.over([sid])
  await expect.poll(() => ear.heard.at(-1), PATIENCE).toEqual({ type: 'over' })
  const { bytesIn = 0, bytesOut = 0 } = conversation ?? {}
  expect(heardOf(ear.heard, 'caller')).toBeGreaterThanOrEqual(bytesIn - missed.in - ON_ITS_WAY)
  expect(heardOf(ear.heard, 'agent')).toBeGreaterThanOrEqual(bytesOut - missed.out - ON_ITS_WAY)
  expect(call?.media?.errors).toEqual([])
})
