// A deploy: the bridge is asked to end while people talk.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { FRAME_BYTES } from '../../../local/simulated/ulaw.ts'
import { type BridgeWorld, startBridgeWorld } from '../../support/bridge-world.ts'

let world: BridgeWorld
beforeAll(async () => {
  world = await startBridgeWorld({ speed: 8 })
})
afterAll(() => world.close())

const CALLS = 50
/** Frames that wait to be joined when the caller hangs up. */
const JOINED_FRAMES = 10

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

test('SIGTERM with 50 calls cuts none: each ends by itself and is heard to its end, new ones are refused, then the process exits with 0', async () => {
  const sids = await world.call('0190', CALLS)
  world.bridge.process.kill('SIGTERM')
  await expect.poll(() => world.bridge.logged('bridge.draining').length).toBe(1)
  const [late = ''] = await world.dial('0190')

  const calls = await world.over(sids)
  expect(calls.filter(({ media }) => media?.closedFirst !== 'caller' || media.errors.length > 0)).toEqual([])
  const sent = sum(calls.map(({ media }) => media?.framesSent ?? 0))
  const heard = sum(world.agents.fake.conversations().map(({ bytesIn }) => bytesIn / FRAME_BYTES))
  expect(sent - heard).toBeGreaterThanOrEqual(0)
  expect(sent - heard).toBeLessThan(CALLS * JOINED_FRAMES)

  const [refused] = await world.over([late])
  expect(refused?.media).toMatchObject({ errors: [31920], agentBytes: 0 })
  expect(await world.bridge.exit).toBe(0)
})
