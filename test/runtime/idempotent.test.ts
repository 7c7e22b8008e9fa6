// Requests that are sent again under their key, through the router.
import { describe, expect, it } from 'vitest'
import { AppError } from '#app/errors.ts'
import { httpHandler } from '#runtime/http.ts'
import { idempotent } from '#runtime/idempotent.ts'
import { log } from '#runtime/log.ts'
import { memoryTable } from '../simulation/table/memory-table.ts'
import { aContext, apiEvent, ask } from '../support/lambda.ts'
import { type Operations, operationsWith } from '../support/operations.ts'
import { openStore } from '../support/store.ts'

const ticket = { ticket: 't', socketUrl: 'wss://x', expiresAt: '2026-11-02T15:00:00.000Z' }

/** Counts how often a use case was run. */
const world = (useCase: () => Promise<Partial<typeof ticket>> = async () => ({})) => {
  let runs = 0
  const played: Partial<Operations> = {
    createTicket: async () => {
      runs += 1
      return { body: { ...ticket, ticket: `t${runs}`, ...(await useCase()) } }
    },
    suppressNumber: async ({ body }) => {
      runs += 1
      throw new AppError('unprocessable', `Not ${body.phone}.`)
    },
  }
  const { keptAnswers, audit, clock } = openStore(() => memoryTable())
  const handler = httpHandler({ keptAnswers, audit, clock, log }, operationsWith(played))
  const post = (key?: string) => ask(handler, apiEvent('createTicket', key === undefined ? {} : { headers: { 'idempotency-key': key } }))
  return { handler, post, runs: () => runs }
}

describe('a POST with a key', () => {
  it('is carried out once, and answered in the same words again', async () => {
    const { handler, post, runs } = world()
    const first = await post('k1')
    expect(first).toMatchObject({ status: 201, body: { ticket: 't1' } })
    expect(await post('k1')).toEqual(first)
    // As a structured field writes it.
    expect(await post('"k1"')).toEqual(first)
    expect(runs()).toBe(1)
    const replayed = await handler(apiEvent('createTicket', { headers: { 'idempotency-key': 'k1' } }), aContext())
    expect(replayed.headers).toMatchObject({ 'idempotent-replayed': 'true', 'x-request-id': 'gateway-1' })
    expect(await post('k2')).toMatchObject({ body: { ticket: 't2' } })
    expect(await post()).toMatchObject({ body: { ticket: 't3' } })
  })

  it('is nobody else’s: another caller’s request under the same key is another request', async () => {
    const { handler, runs } = world()
    const by = (principal: string) =>
      ask(
        handler,
        apiEvent('createTicket', { headers: { 'idempotency-key': 'k1' }, admission: { kind: 'admitted', principal, role: 'viewer' } }),
      )
    expect([await by('token:ana'), await by('token:ben'), await by('token:ana')]).toMatchObject([
      { body: { ticket: 't1' } },
      { body: { ticket: 't2' } },
      { body: { ticket: 't1' } },
    ])
    expect(runs()).toBe(2)
  })

  it('is not taken where the answer holds a secret', async () => {
    const { handler } = world()
    const event = apiEvent('createKey', { json: { name: 'CI', scope: 'read' }, headers: { 'idempotency-key': 'k1' } })
    expect(await ask(handler, event)).toMatchObject({ status: 400, body: { detail: expect.stringContaining('secret') } })
  })

  it('that is another request under the same key is refused', async () => {
    const { handler, post } = world()
    await post('k1')
    const other = apiEvent('suppressNumber', { json: { phone: '1' }, headers: { 'idempotency-key': 'k1' } })
    expect(await ask(handler, other)).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } })
  })

  it('that comes while it is being carried out is told to wait', async () => {
    const { promise, resolve } = Promise.withResolvers<Partial<typeof ticket>>()
    const { handler, post, runs } = world(() => promise)
    const first = post('k1')
    const again = await handler(apiEvent('createTicket', { headers: { 'idempotency-key': 'k1' } }), aContext())
    expect(again).toMatchObject({ statusCode: 409, headers: { 'retry-after': '1' } })
    resolve({})
    expect(await first).toMatchObject({ status: 201 })
    expect(runs()).toBe(1)
  })

  it('that is refused may be sent again under the same key', async () => {
    const { handler, runs } = world()
    const event = (phone: string) => apiEvent('suppressNumber', { json: { phone }, headers: { 'idempotency-key': 'k1' } })
    expect(await ask(handler, event('1'))).toMatchObject({ status: 422, body: { detail: 'Not 1.' } })
    expect(await ask(handler, event('2'))).toMatchObject({ status: 422, body: { detail: 'Not 2.' } })
    expect(runs()).toBe(2)
  })

  it.each(['', 'two words', 'é', 'x'.repeat(256)])('that is no key is refused: “%s”', async (key) => {
    expect(await world().post(key)).toMatchObject({ status: 400, body: { detail: expect.stringContaining('Idempotency-Key') } })
  })
})

it('tells files apart by what is in them, and knows the same request by its meaning', async () => {
  const { keptAnswers: kept } = openStore(() => memoryTable())
  const answer = { status: 202, headers: {}, body: '{}' }
  const file = (text: string) => new Uint8Array(Buffer.from(text))
  const send = (asked: unknown) => idempotent(kept, { key: 'k1', asked }, async () => answer)
  await send({ name: 'n', file: file('phone\n1') })
  expect(await send({ name: 'n', file: file('phone\n1') })).toMatchObject({ headers: { 'idempotent-replayed': 'true' } })
  await expect(send({ name: 'n', file: file('phone\n2') })).rejects.toMatchObject({ code: 'idempotency_key_reused' })
})
