// The agent ends the call: how its last words are heard, and how soon the telephone rests.
import { afterEach, expect, test } from 'vitest'
import { FAREWELL } from '../../../local/fake-elevenlabs/lines.ts'
import { LETTER_MS } from '../../../local/fake-elevenlabs/speech.ts'
import { type BridgeWorld, startBridgeWorld } from '../../support/bridge-world.ts'

let world: BridgeWorld
afterEach(() => world.close())

const SPEED = 2
/** For the last mark to come back, and the request that ends the call. */
const SOON_MS = 1_500

test.each([
  ['with its tool', undefined],
  ['without a word about it', ['audio', 'interruption', 'conversation_initiation_metadata', 'ping']],
] as const)('an agent that ends the call %s is heard to its last word, and then the call is completed at once', async (_, clientEvents) => {
  world = await startBridgeWorld({
    speed: SPEED,
    agents: { agent: { endsAfterReplies: 1, ...(clientEvents ? { clientEvents } : {}) } },
  })
  const [call] = await world.over(await world.call('0190'))
  const { heard = [], startedAt = 0 } = call?.media ?? {}
  const { fromMs = 0, untilMs = 0 } = heard.at(-1) ?? {}
  expect(untilMs - fromMs).toBeGreaterThan(FAREWELL.length * LETTER_MS - 100)
  expect(call).toMatchObject({ status: 'completed', media: { agentBytes: world.agents.fake.conversations()[0]?.bytesOut } })
  expect(((call?.endedAt ?? Number.NaN) - startedAt) / SPEED - untilMs).toBeLessThan(SOON_MS)
})
