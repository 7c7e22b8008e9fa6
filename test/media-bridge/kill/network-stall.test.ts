// The network stalls for five seconds in the middle of a conversation, on either side of the bridge.
import { setTimeout as rest } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { CLIENT_EVENTS } from '../../../local/fake-elevenlabs/agent-messages.ts'
import type { FaultSettings } from '../../../local/fake-twilio/fault-settings.ts'
import { type BridgeWorld, startBridgeWorld } from '../../support/bridge-world.ts'
import { numberedFrames, numbersIn } from '../../support/caller-frames.ts'
import { eventually } from '../../support/eventually.ts'

let world: BridgeWorld
afterEach(() => world.close())

const STALL_MS = 5_000
/** Joined at most: what waits when the caller hangs up is heard by nobody. */
const JOINED_FRAMES = 10

/** After five seconds of silence the two talk at the same time; what an interruption takes away is not lost to the network. */
const UNINTERRUPTED = CLIENT_EVENTS.filter((type) => type !== 'interruption')

const start = async (stallsMs?: number) => {
  const { frames, sent } = numberedFrames()
  const arrived: number[] = []
  const said: Buffer[] = []
  const played: Buffer[] = []
  world = await startBridgeWorld({
    speed: 3,
    telephony: { frames, onHeard: (audio) => played.push(audio) },
    agents: {
      agent: { clientEvents: UNINTERRUPTED },
      onHeard: (audio) => arrived.push(...numbersIn(audio)),
      onSaid: (audio) => said.push(audio),
      ...(stallsMs === undefined ? {} : { faults: { conversation: () => ({ at: 'user_transcript', trouble: { stallsMs } }) } }),
    },
  })
  const [sid = ''] = await world.call('0190')
  return { sid, sent, arrived, said, played }
}

const network = async (faults: FaultSettings): Promise<void> => {
  await fetch(`${world.telephony.fake.url}/simulator/faults`, { method: 'POST', body: JSON.stringify(faults) })
}

type Carried = Awaited<ReturnType<typeof start>>

const nothingIsLost = ({ sent, arrived, said, played }: Carried): void => {
  expect(arrived).toEqual(sent.slice(0, arrived.length))
  expect(sent.length - arrived.length).toBeLessThan(JOINED_FRAMES)
  const heard = Buffer.concat(played)
  expect(heard.equals(Buffer.concat(said).subarray(0, heard.length))).toBe(true)
  expect(heard.length).toBeGreaterThan(0)
}

test('a stall of 5 s between Twilio and the bridge costs no frame and no order, either way, and the call goes on', async () => {
  const call = await start()
  await eventually(() => call.arrived.length).toBeGreaterThan(50)
  await network({ 'stalled-streams': true })
  await rest(STALL_MS)
  const during = call.arrived.length
  await network({})
  await eventually(() => call.arrived.length - during).toBeGreaterThan(STALL_MS / 20)
  const [ended] = await world.over([call.sid])
  expect(ended?.media).toMatchObject({ closedFirst: 'caller', errors: [] })
  nothingIsLost(call)
})

test('a stall of 5 s between the bridge and the agent costs no frame and no order, either way, and the call goes on', async () => {
  const call = await start(STALL_MS)
  const [ended] = await world.over([call.sid])
  expect(ended?.media).toMatchObject({ closedFirst: 'caller', errors: [] })
  expect(world.agents.fake.conversations()[0]?.transcript.map(({ role }) => role)).toContain('user')
  nothingIsLost(call)
})
