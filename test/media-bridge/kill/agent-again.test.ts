// The agent's connection is lost once: the call goes on with another one, and nobody is greeted twice.
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Moment } from '../../../local/fake-elevenlabs/faults.ts'
import { type BridgeWorld, startBridgeWorld } from '../../support/bridge-world.ts'

let world: BridgeWorld
let lostAt: Moment
/** The conversation that is lost; those after it are well. */
let first = 0
beforeAll(async () => {
  const conversation = (ordinal: number) => (ordinal === first ? ({ at: lostAt, trouble: { closes: 1006 } } as const) : undefined)
  world = await startBridgeWorld({ speed: 8, agents: { faults: { conversation } } })
})
afterAll(() => world.close())

const call = async () => {
  first = world.agents.fake.conversations().length
  const [over] = await world.over(await world.dial('0190'))
  return { over, held: world.agents.fake.conversations().slice(first) }
}

test('an agent that is lost before its first word greets over another connection', async () => {
  lostAt = 'initiation'
  const { over, held } = await call()
  expect(over).toMatchObject({ status: 'completed', media: { errors: [] } })
  expect(over?.said).toBeUndefined()
  expect(over?.media?.heard).not.toEqual([])
  expect(held).toHaveLength(2)
  expect(held[1]?.firstMessage).not.toBe('')
  expect(held[1]?.firstMessage).toBe(held[0]?.firstMessage)
})

test('an agent that is lost in mid-sentence goes on and does not greet again', async () => {
  lostAt = 'audio'
  const { over, held } = await call()
  expect(over).toMatchObject({ status: 'completed', media: { errors: [] } })
  expect(over?.said).toBeUndefined()
  expect(held).toHaveLength(2)
  expect(held[1]).toMatchObject({ firstMessage: '', prompt: expect.stringContaining('You are in the middle of this call') })
  expect(held[1]?.bytesOut).toBeGreaterThan(0)
})
