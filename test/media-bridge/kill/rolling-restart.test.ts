// A deploy with two bridges: each is replaced in its turn while people talk over both, and new calls go on coming.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BridgeWorld, startBridgeWorld } from '../../support/bridge-world.ts'
import type { BundledBridge } from '../../support/bundled-bridge.ts'

let world: BridgeWorld
beforeAll(async () => {
  // Slow enough for everybody to be still talking when the last process has come.
  world = await startBridgeWorld({ speed: 2 })
})
afterAll(() => world.close())

const EACH = 25

const drain = async (bridge: BundledBridge): Promise<void> => {
  expect(bridge.logged('stream.closed')).toEqual([])
  bridge.process.kill('SIGTERM')
  await expect.poll(() => bridge.logged('bridge.draining').length).toBe(1)
}

test('a rolling restart of two bridges under 50 calls cuts none, and those that come meanwhile talk to the new ones', async () => {
  const first = world.bridge
  const overFirst = await world.call('0190', EACH)
  await world.restart()
  const second = world.bridge
  const overSecond = await world.call('0190', EACH)

  // As a load balancer does: new streams go to what has come, before what was there is told to end.
  await world.restart()
  await drain(first)
  await drain(second)
  const meanwhile = await world.call('0190', 5)

  const calls = await world.over([...overFirst, ...overSecond, ...meanwhile])
  expect(calls).toHaveLength(2 * EACH + 5)
  expect(calls.filter(({ media }) => media?.closedFirst !== 'caller' || media.errors.length > 0 || media.agentBytes === 0)).toEqual([])
  expect([first, second].map((bridge) => bridge.logged('stream.opened').length)).toEqual([EACH, EACH])
  expect(await Promise.all([first.exit, second.exit])).toEqual([0, 0])
})
