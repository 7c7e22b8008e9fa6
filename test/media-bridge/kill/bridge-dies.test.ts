// The bridge's process is gone from one moment to the next.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type BridgeWorld, startBridgeWorld } from '../../support/bridge-world.ts'
import { eventually } from '../../support/eventually.ts'

let world: BridgeWorld
beforeAll(async () => {
  world = await startBridgeWorld({ speed: 4 })
})
afterAll(() => world.close())

const CALLS = 50
/** Machine time, on a machine that may be busy with other tests: the network itself takes a few milliseconds. */
const AT_MOST_MS = 2_000

test('a bridge that is killed with 50 calls leaves nobody in silence: every call is over within 2 s, and so is every conversation', async () => {
  const sids = await world.call('0190', CALLS)
  const conversations = () => world.agents.fake.conversations().filter(({ endedAt }) => endedAt === undefined).length
  await eventually(conversations).toBe(CALLS)
  const killedAt = world.telephony.clock.now()
  world.bridge.process.kill('SIGKILL')
  const calls = await world.over(sids)
  expect(calls.filter(({ endedAt = 0 }) => endedAt - killedAt > AT_MOST_MS * world.telephony.clock.speed())).toEqual([])
  expect(new Set(calls.map(({ status, media }) => [status, media?.closedFirst].join()))).toEqual(new Set(['completed,server']))
  await eventually(conversations).toBe(0)

  await world.restart()
  const next = await world.call('0190')
  await eventually(() => world.agents.fake.conversations().at(-1)?.bytesOut).toBeGreaterThan(0)
  expect((await world.over(next))[0]?.media?.closedFirst).toBe('caller')
})
