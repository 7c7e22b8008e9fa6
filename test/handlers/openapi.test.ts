// Every operation of the OpenAPI document against the API's own handler: its example is taken, and no request that anybody can make up
// breaks it; every answer is one that the document promises.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Example, examples } from '#contract/openapi/examples.ts'
import { type Operation, operations, routes } from '#contract/routes.ts'
import { handler } from '../../functions/handlers/api.ts'
import { answerSchemas } from '../support/answer-schemas.ts'
import { buildExampleWorld, type World } from '../support/example-world.ts'
import { valuesOf } from '../support/json-values.ts'
import { apiEvent, ask } from '../support/lambda.ts'
import { captureOutput } from '../support/output.ts'
import { openStore } from '../support/store.ts'
import { startSurroundings } from '../support/surroundings.ts'

let surroundings: Awaited<ReturnType<typeof startSurroundings>>
let store: ReturnType<typeof openStore>
beforeAll(async () => {
  surroundings = await startSurroundings()
  store = openStore()
})
afterAll(() => surroundings.close())

const { document, faultOf } = answerSchemas()

const AT = '2026-11-02T15:00:00.000Z'
const active = { campaign: { state: 'active', run: 1 } } as const satisfies World
/** What must be the case for an example to be taken. */
const WORLDS: Partial<Record<Operation, World>> = {
  pauseCampaign: active,
  resumeCampaign: { campaign: { state: 'paused', run: 1 } },
  stopCampaign: active,
  reopenCampaign: {
    campaign: { state: 'completed', run: 1, endedAt: AT },
    contact: { state: 'failed', n: 1, attempts: 1, outcome: 'busy' },
  },
  resetContact: { ...active, contact: { state: 'failed', n: 1, attempts: 1, outcome: 'busy' } },
  getContact: { contact: { state: 'done', n: 1, attempts: 1, outcome: 'human' } },
  getRecording: {
    call: { recordingNotice: 'This call is recorded.', recording: { sid: 'RE1', seconds: 47, keptUntil: '2099-01-01T00:00:00.000Z' } },
  },
  listenToCall: { call: { state: 'answered', endedAt: undefined, outcome: undefined, streamOpenedMs: 1 } },
}
/** The moment of the example passes one day. */
const TOMORROW = { startsAt: new Date(Date.now() + 24 * 60 * 60_000).toISOString() }
/** No Google account is set up here: the refusal is what the document promises. */
const REFUSED: readonly Operation[] = ['connectSheet', 'getSheet', 'disconnectSheet', 'previewSheet', 'previewNewSheet']

let keys = 0
/** As an address carries it, whatever it is. */
const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))
const textsOf = (values: Record<string, unknown> = {}): Record<string, string> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, textOf(value)]])))

const send = async (operation: Operation, { params, query, body }: Example) => {
  const { idempotencyKey } = { idempotencyKey: undefined, ...routes[operation] }
  const answer = await ask(
    handler,
    apiEvent(operation, {
      params: textsOf(params),
      query: textsOf(query),
      ...(body === undefined ? {} : { json: body }),
      ...(idempotencyKey === 'required' ? { headers: { 'idempotency-key': `k${++keys}` } } : {}),
    }),
  )
  const status = answer.status ?? 0
  return { answer, status, fault: faultOf(routes[operation], { ...answer, status }) }
}

describe('the example of', () => {
  it.each(operations)('%s is taken', async (operation) => {
    await buildExampleWorld(store, WORLDS[operation])
    const example = operation === 'scheduleCampaign' ? { ...examples[operation], body: TOMORROW } : examples[operation]
    const { answer, status, fault } = await send(operation, example)
    expect(fault).toBeUndefined()
    if (REFUSED.includes(operation)) expect(status).toBeGreaterThanOrEqual(400)
    else expect([operation, status < 300 ? 'taken' : answer]).toEqual([operation, 'taken'])
  })
})

/** Ids that are there, and ids that are not. */
const paramOf = (name: string, schema: unknown): fc.Arbitrary<unknown> => {
  const { example } = Object(schema)
  const made = valuesOf(Object(schema).schema, document.components.schemas)
  return example === undefined || name === 'limit'
    ? made
    : fc.oneof({ weight: 3, arbitrary: fc.constant(example) }, { weight: 1, arbitrary: made })
}

const requestsFor = (operation: Operation): fc.Arbitrary<Example> => {
  const { path, method } = routes[operation]
  const described = Object(document.paths[path]?.[method.toLowerCase()])
  const parameters: { name: string; in: string; required: boolean }[] = (described.parameters ?? []).filter((one: object) => 'in' in one)
  const inside = (place: string) => {
    const parts = parameters.filter((one) => one.in === place)
    const required = parts.filter(({ required }) => required).map(({ name }) => name)
    return fc.record(Object.fromEntries(parts.map((one) => [one.name, paramOf(one.name, one)])), { requiredKeys: required })
  }
  const content = described.requestBody?.content['application/json']
  const body = content
    ? fc.oneof(fc.constant(content.example), valuesOf(content.schema, document.components.schemas))
    : fc.constant(undefined)
  return fc.record({ params: inside('path'), query: inside('query'), body })
}

/** As many as half a minute has room for on a slow machine, over all operations. */
const RUNS = 12

describe('whatever is asked of', () => {
  it.each(operations)('%s, the answer is one that the document promises, and never that something broke', async (operation) => {
    const output = captureOutput()
    await buildExampleWorld(store, WORLDS[operation])
    await fc.assert(
      fc.asyncProperty(requestsFor(operation), async (request) => {
        const { answer, status, fault } = await send(operation, request)
        // No Google account is set up here, which is told as such.
        const isBroken = status >= 500 && !(REFUSED.includes(operation) && status === 503)
        expect(isBroken ? [answer, output.text()] : undefined).toBeUndefined()
        expect(fault).toBeUndefined()
      }),
      { numRuns: RUNS },
    )
  })
})
