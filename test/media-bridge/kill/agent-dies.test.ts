// The agent is gone, or never was there: the caller hears why, and never nothing.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { ConversationFault, HttpFault, Trouble } from '../../../local/fake-elevenlabs/faults.ts'
import type { SimulatedCall } from '../../../local/fake-twilio/call.ts'
import { type BridgeWorld, startBridgeWorld } from '../../support/bridge-world.ts'

const SPEED = 8
/** On a machine that may be busy with other tests. */
const SOON_MS = 2_000

let world: BridgeWorld
let upgrade: HttpFault | undefined
let conversation: ConversationFault | undefined
beforeAll(async () => {
  world = await startBridgeWorld({ speed: SPEED, agents: { faults: { upgrade: () => upgrade, conversation: () => conversation } } })
})
beforeEach(() => {
  upgrade = undefined
  conversation = undefined
})
afterAll(() => world.close())

const answered = async (): Promise<SimulatedCall> => {
  const [call] = await world.over(await world.dial('0190'))
  if (!call) throw new Error('There was no call')
  return call
}

/** Machine time from the stream's beginning to the first word of Twilio's own voice, unless the clock slowed. */
const apologisedAfterMs = ({ said, media }: SimulatedCall): number =>
  ((said?.[0]?.at ?? Number.NaN) - (media?.startedAt ?? Number.NaN)) / SPEED

/** From the agent's last word that the caller heard. */
const silenceMs = (call: SimulatedCall): number => apologisedAfterMs(call) - (call.media?.heard.at(-1)?.untilMs ?? Number.NaN)

describe('an agent that dies before it is ready', () => {
  test.each<[string, () => void]>([
    ['refuses the connection', () => (upgrade = { status: 401 })],
    ['closes with 1008', () => (conversation = { at: 'initiation', trouble: { error: 'override_error' } })],
    ['closes with 1011', () => (conversation = { at: 'initiation', trouble: { closes: 1011 } })],
    ['is cut off', () => (conversation = { at: 'open', trouble: { closes: 1006 } })],
    ['sends nonsense', () => (conversation = { at: 'initiation', trouble: { sends: 'not JSON' } })],
  ])('is apologised for within 2 s when it %s, and the call ends', async (_, breakIt) => {
    breakIt()
    const call = await answered()
    expect(call).toMatchObject({ status: 'completed', said: [{ text: expect.stringMatching(/sorry/i) }], media: { heard: [] } })
    expect(apologisedAfterMs(call)).toBeLessThan(SOON_MS)
  })
})

describe('an agent that dies in mid-sentence', () => {
  test.each<[string, Trouble]>([
    ['closes with 1002', { error: 'llm_timeout' }],
    ['closes with 1011', { closes: 1011 }],
    ['is cut off', { closes: 1006 }],
    ['sends a binary message', { sends: 'binary' }],
    ['sends more than anybody can say', { sends: 'too large' }],
  ])('leaves less than 2 s of silence before the apology when it %s, and the call ends', async (_, trouble) => {
    conversation = { at: 'audio', trouble }
    const call = await answered()
    expect(call).toMatchObject({ status: 'completed', said: [{ text: expect.stringMatching(/sorry/i) }] })
    expect(call.media?.agentBytes).toBeGreaterThan(0)
    expect(silenceMs(call)).toBeLessThan(SOON_MS)
  })
})

test('afterwards the bridge holds no call, and the next one is as good as ever', async () => {
  expect(await world.live()).toBe(0)
  const call = await answered()
  expect(call.said).toBeUndefined()
  expect(call.media).toMatchObject({ closedFirst: 'caller', errors: [] })
})
