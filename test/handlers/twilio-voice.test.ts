// What Twilio is told when somebody has picked up.
import { XMLParser } from 'fast-xml-parser'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { streamTokens } from '#providers/stream-token.ts'
import { handler } from '../../functions/handlers/twilio-voice.ts'
import { claimed } from '../support/claimed.ts'
import { ask } from '../support/lambda.ts'
import { BRIDGE_URL, startSurroundings } from '../support/surroundings.ts'
import { callFields, webhookEvent } from '../support/twilio-webhook.ts'

let surroundings: Awaited<ReturnType<typeof startSurroundings>>
beforeAll(async () => {
  surroundings = await startSurroundings()
})
afterAll(() => surroundings.close())
beforeEach(() => surroundings.bridge.answers(200, {}))

const Parameter = z.object({ '@name': z.string(), '@value': z.string() })
const Document = z.strictObject({
  Response: z.strictObject({
    Connect: z.strictObject({ Stream: z.strictObject({ '@url': z.string(), Parameter: z.array(Parameter) }) }),
  }),
})
const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', ignoreDeclaration: true })
const read = (body: unknown): unknown => parser.parse(String(body))

type Here = Awaited<ReturnType<typeof claimed>>
const answered = ({ attempt }: Here, options: { token?: string } = {}) =>
  ask(handler, webhookEvent({ to: 'voice', attemptId: attempt.id, fields: callFields('in-progress'), ...options }))

const TWIML = '<?xml version="1.0"?><Response><Connect><Stream url="wss://api.elevenlabs.io/x"/></Connect></Response>'

describe('an answered call', () => {
  it('is connected to the bridge, by an address that carries a token of its attempt and no query', async () => {
    const here = await claimed()
    const { status, type, body } = await answered(here)
    expect({ status, type }).toEqual({ status: 200, type: 'text/xml; charset=utf-8' })
    const { Stream } = Document.parse(read(body)).Response.Connect
    const [, token = ''] = new RegExp(`^${BRIDGE_URL}/media/([^/?]+)$`).exec(Stream['@url']) ?? []
    const tokens = streamTokens({ key: 'signing-key-of-the-tests', clock: { machine: Date.now } })
    expect(tokens.verify(token)).toBe(here.attempt.id)
    expect(Object.fromEntries(Stream.Parameter.map((parameter) => [parameter['@name'], parameter['@value']]))).toEqual({
      campaignId: here.campaign.id,
      contactId: here.contact.id,
      attemptId: here.attempt.id,
    })
  })

  it('is known as answered from then on, also when it is the first that anybody hears of the call', async () => {
    const here = await claimed()
    await answered(here)
    expect((await here.now()).attempt).toMatchObject({ state: 'answered', callSid: `CA${'1'.repeat(32)}` })
    expect((await here.now()).lane?.counters).toMatchObject({ callsPlaced: 1, callsAnswered: 1 })
  })

  it('says nothing personal in what may be logged on the way', async () => {
    const here = await claimed()
    const { body } = await answered(here)
    for (const text of [here.contact.phone.slice(1), 'Ana', 'gold', here.campaign.prompt]) expect(String(body)).not.toContain(text)
  })

  it('is hung up when its attempt is over', async () => {
    const here = await claimed()
    const end = {
      change: { state: 'busy', outcome: 'busy', callSid: `CA${'1'.repeat(32)}`, placed: true, answered: false, wasAnswered: false },
      next: { state: 'failed' },
    } as const
    await here.ledger.settle(here.attempt, { ...end, at: '2026-11-02T15:01:00.000Z', freedMs: 1, deltas: {} })
    const { status, body } = await answered(here)
    expect(status).toBe(200)
    expect(read(body)).toEqual({ Response: { Hangup: '' } })
  })

  it('goes straight to the agent when no bridge has room, and is known to', async () => {
    surroundings.bridge.answers(503, {})
    surroundings.elevenLabs.answers(200, TWIML)
    const here = await claimed()
    const { status, body } = await answered(here)
    expect({ status, body }).toEqual({ status: 200, body: TWIML })
    expect(JSON.parse(surroundings.elevenLabs.asked.at(-1)?.body ?? '')).toMatchObject({
      agent_id: 'agent_1',
      from_number: '+12025550100',
      to_number: here.contact.phone,
      direction: 'outbound',
      conversation_initiation_client_data: { user_id: here.attempt.id },
    })
    expect((await here.now()).attempt).toMatchObject({ state: 'answered', heldDirectly: true })
  })

  it('is told that there is a problem when neither bridge nor agent takes it', async () => {
    surroundings.bridge.answers(503, {})
    surroundings.elevenLabs.answers(500, {})
    const here = await claimed()
    const { status, body } = await answered(here)
    expect(status).toBe(200)
    expect(read(body)).toMatchObject({ Response: { Say: { '#text': expect.stringContaining('sorry') }, Hangup: '' } })
    expect((await here.now()).attempt).toMatchObject({ closedFirst: 'bridge', mediaFailure: expect.stringContaining('no bridge') })
  })

  it('is none of ours when somebody else has signed it', async () => {
    const here = await claimed()
    expect(await answered(here, { token: 'guessed' })).toMatchObject({ status: 403 })
    expect((await here.now()).attempt).toMatchObject({ state: 'claimed' })
  })
})
