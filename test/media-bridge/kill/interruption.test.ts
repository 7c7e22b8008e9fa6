// A caller talks over the agent, whose audio of that turn still arrives: in both readings of what an interruption's id means.
import { afterEach, expect, test } from 'vitest'
import { type BridgeWorld, startBridgeWorld } from '../../support/bridge-world.ts'

let world: BridgeWorld
afterEach(() => world.close())

const LATE_MS = 500

test.each([
  ['belongs to what was cut', 'old', 'cut'],
  ['belongs to what follows', 'new', 'kept'],
] as const)(
  'an interruption whose id %s: late audio is never heard, and of the next turn nothing is lost',
  async (_, interruptedId, INTERRUPTED_EVENT) => {
    const said: number[] = []
    let heard = 0
    world = await startBridgeWorld({
      speed: 3,
      environment: { INTERRUPTED_EVENT },
      agents: { agent: { interruptedId, lateAudioMs: LATE_MS, endsAfterReplies: 1 }, onSaid: (audio) => said.push(audio.length) },
      telephony: { onHeard: (audio) => (heard += audio.length) },
    })
    const [call] = await world.over(await world.call('0196'))
    const [overlap] = call?.media?.talkedOver ?? []
    expect(overlap?.heardForMs).toBeLessThan(LATE_MS)

    const [conversation] = world.agents.fake.conversations()
    expect(conversation).toMatchObject({ interruptions: 1, closedBy: 'agent' })
    const total = said.reduce((sum, bytes) => sum + bytes, 0)
    // The one piece of audio that came too late.
    expect(said.filter((bytes) => bytes === total - heard).length).toBeGreaterThan(0)
  },
)
