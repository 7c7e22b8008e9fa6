// The agent takes the call and says nothing: the caller is not left waiting.
import { afterEach, expect, test } from 'vitest'
import type { Moment } from '../../../local/fake-elevenlabs/faults.ts'
import { LIMITS } from '../../../media-bridge/limits.ts'
import { type BridgeWorld, startBridgeWorld } from '../../support/bridge-world.ts'

let world: BridgeWorld
afterEach(() => world.close())

/** The person stays on the line for 20 s, which is longer. */
const SPEED = 2
/** On a machine that may be busy with other tests. */
const SOON_MS = 4_000

test.each<[string, Moment, number]>([
  ['is never ready', 'initiation', LIMITS.agentMs],
  ['is ready and never speaks', 'ping', LIMITS.firstWordMs],
])(
  'an agent that %s is apologised for, and the call ends',
  async (_, at, limitMs) => {
    world = await startBridgeWorld({ speed: SPEED, agents: { faults: { conversation: () => ({ at, trouble: 'mute' }) } } })
    const [call] = await world.over(await world.dial('0190'))
    expect(call).toMatchObject({ status: 'completed', said: [{ text: expect.stringMatching(/sorry/i) }], media: { agentBytes: 0 } })
    const { said: [apology] = [], media: { startedAt = 0 } = {} } = call ?? {}
    expect(((apology?.at ?? Number.NaN) - startedAt) / SPEED).toBeLessThan(limitMs + SOON_MS)
  },
  60_000,
)
