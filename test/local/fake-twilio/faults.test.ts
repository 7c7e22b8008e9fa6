// What can be made to go wrong at the simulated Twilio.
import { afterEach, expect, test } from 'vitest'
import { type DialFault, type Faults, seededFaults } from '../../../local/fake-twilio/faults.ts'
import { eventually } from '../../support/eventually.ts'
import { FROM, startTelephony, type Telephony, WAIT } from '../../support/fake-twilio.ts'
import { startWebhookServer, type WebhookServer } from '../../support/webhook-server.ts'

let telephony: Telephony
let server: WebhookServer | undefined
afterEach(async () => {
  await telephony.close()
  await server?.close()
  server = undefined
})

const outcomeOf = async (fault: DialFault) => {
  telephony = await startTelephony({ faults: { dial: () => fault }, speed: 1, patienceMs: 2_000 })
  const error = await telephony.client.calls.create({ to: '+12025550190', from: FROM, twiml: WAIT }).catch((problem: unknown) => problem)
  return { error, calls: telephony.fake.calls().length }
}

test.each([
  [{ reply: 'rate-limited', accepted: false }, { status: 429, code: 20429 }, 0],
  [{ reply: 'unavailable', accepted: false }, { status: 503, code: 20503 }, 0],
  [{ reply: 'unavailable', accepted: true }, { status: 503, code: 20503 }, 1],
  [{ reply: 'reset', accepted: true }, { code: 'ECONNRESET' }, 1],
  [{ reply: 'hang', accepted: false }, { code: 'ECONNABORTED' }, 0],
] satisfies [DialFault, object, number][])('a dial with %o fails with %o', async (fault, problem, calls) => {
  const outcome = await outcomeOf(fault)
  expect(outcome.error).toMatchObject(problem)
  expect(outcome.calls).toBe(calls)
})

const sequences = async (faults: Faults, count: number) => {
  server = await startWebhookServer()
  telephony = await startTelephony({ faults, api: server.port })
  await telephony.client.calls.create({
    to: '+12025550192',
    from: FROM,
    twiml: WAIT,
    statusCallback: 'https://api.ringmaster.test/status',
    statusCallbackEvent: ['initiated', 'ringing', 'completed'],
  })
  await eventually(() => server?.received.length).toBe(count)
  return server.received.map(({ fields }) => fields.SequenceNumber)
}

test('a callback can be lost', async () => {
  expect(await sequences({ callback: ({ event }) => ({ drop: event === 'ringing' }) }, 2)).toEqual(['0', '2'])
})

test('a callback can come twice', async () => {
  expect(await sequences({ callback: ({ event }) => ({ duplicate: event === 'ringing' }) }, 4)).toEqual(['0', '1', '1', '2'])
})

test('a callback can be overtaken by the next', async () => {
  expect(await sequences({ callback: ({ event }) => ({ overtaken: event === 'ringing' }) }, 3)).toEqual(['0', '2', '1'])
})

test('a callback can come late, when the others are long there', async () => {
  expect(await sequences({ callback: ({ event }) => (event === 'initiated' ? { delayMs: 1_500 } : undefined) }, 3)).toEqual(['1', '2', '0'])
})

test('seeded faults are repeatable and as frequent as asked for', async () => {
  telephony = await startTelephony()
  const request = (to: string) => ({ to, from: FROM, source: { twiml: WAIT }, timeoutMs: 60_000 })
  const run = () => {
    const { dial } = seededFaults(3, () => ({ 'rate-limited-dials': 0.2 }))
    return Array.from({ length: 1_000 }, (_, i) => dial?.(request(`+1202${i}`))?.reply)
  }
  expect(run()).toEqual(run())
  expect(run().filter((reply) => reply === 'rate-limited').length / 1_000).toBeCloseTo(0.2, 1)
  expect(seededFaults(3, () => ({})).dial?.(request('+12025550190'))).toBeUndefined()
})

test('the news of a machine can get lost, while the call keeps who answered', async () => {
  server = await startWebhookServer()
  telephony = await startTelephony({ settings: { 'lost-callbacks': 1 }, api: server.port })
  const detection = { machineDetection: 'Enable', asyncAmd: 'true', asyncAmdStatusCallback: 'https://api.ringmaster.test/amd' }
  const { sid } = await telephony.client.calls.create({ to: '+12025550194', from: FROM, twiml: WAIT, ...detection })
  await eventually(async () => (await telephony.client.calls(sid).fetch()).status).toBe('completed')
  expect(server.received).toEqual([])
  expect((await telephony.client.calls(sid).fetch()).answeredBy).toBe('machine_start')
})
