import { expect, test } from 'vitest'
import { createApi } from '#contract/client.ts'
import { NoAnswer, Refusal, Unreadable } from '#contract/client-errors.ts'
import { aSnapshot, campaignId } from '../dashboard/support/build.ts'
import { fakeServer, problem } from '../dashboard/support/server.ts'

const failure = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work
  } catch (error) {
    return error
  }
  throw new Error('It did not fail.')
}

test('puts parameters into the path, the query behind it, and leaves out what is undefined', async () => {
  const server = fakeServer({ listCalls: () => ({ items: [], nextCursor: null }) })
  await createApi(server)('listCalls', { params: { id: campaignId(1) }, query: { live: 'true', cursor: undefined, limit: 5 } })
  expect(server.requests).toMatchObject([{ operation: 'listCalls', params: { id: campaignId(1) }, query: { live: 'true', limit: '5' } }])
})

test('shows its key when it has one, and none when it has none', async () => {
  const server = fakeServer({ listCampaigns: () => ({ items: [], nextCursor: null }) })
  await createApi({ fetch: server.fetch, key: 'rm_1' })('listCampaigns', { query: {} })
  await createApi(server)('listCampaigns', { query: {} })
  expect(server.requests.map(({ key }) => key)).toEqual(['Bearer rm_1', null])
})

test('says which version it has seen, and what it calls the request', async () => {
  const sent: Headers[] = []
  const fetch = async (_: string, { headers }: RequestInit) => {
    sent.push(new Headers(headers))
    return Response.json({})
  }
  const api = createApi({ fetch })
  await failure(api('deleteTemplate', { params: { templateId: 'tpl_01JD0000000000000000000009' } }))
  await failure(
    api('editTemplate', { params: { templateId: 'tpl_01JD0000000000000000000009' }, body: {}, ifVersion: 7, idempotencyKey: 'k1' }),
  )
  expect(sent.map((headers) => [headers.get('if-match'), headers.get('idempotency-key')])).toEqual([
    [null, null],
    ['"7"', 'k1'],
  ])
})

test('gives the parsed answer', async () => {
  const server = fakeServer({ getCampaign: () => aSnapshot({ name: 'Win-back' }) })
  const campaign = await createApi(server)('getCampaign', { params: { id: campaignId(1) } })
  expect(campaign.name).toBe('Win-back')
})

test('a problem becomes a refusal that says what the API said', async () => {
  const server = fakeServer({ pauseCampaign: () => problem('conflict', 'The campaign is completed.', { requestId: 'r1' }) })
  const error = await failure(createApi(server)('pauseCampaign', { params: { id: campaignId(1) } }))
  expect(error).toBeInstanceOf(Refusal)
  expect(error).toMatchObject({ message: 'The campaign is completed.', problem: { code: 'conflict', requestId: 'r1' } })
})

test.each([
  { status: 403, code: 'unauthorized' },
  { status: 401, code: 'unauthorized' },
  { status: 404, code: 'not_found' },
  { status: 502, code: 'unavailable' },
])("a gateway's own answer with $status is a refusal with the code $code", async ({ status, code }) => {
  const server = fakeServer({
    createTicket: () => Response.json({ message: 'no' }, { status, headers: { 'apigw-requestid': 'gw1' } }),
  })
  const error = await failure(createApi(server)('createTicket', {}))
  expect(error).toMatchObject({ name: 'Refusal', problem: { status, code, requestId: 'gw1' } })
})

test('a lost connection is told apart from a refusal: the request may have been carried out', async () => {
  const error = await failure(createApi(fakeServer({}))('startCampaign', { params: { id: campaignId(1) } }))
  expect(error).toBeInstanceOf(NoAnswer)
})

test.each([{ answer: Response.json({ items: 'none' }) }, { answer: new Response('<!doctype html>') }])(
  'an answer that does not fit the contract is refused rather than shown',
  async ({ answer }) => {
    const error = await failure(createApi(fakeServer({ listCampaigns: () => answer }))('listCampaigns', { query: {} }))
    expect(error).toBeInstanceOf(Unreadable)
  },
)

test('a request that the page itself gave up is no lost connection', async () => {
  const given = new AbortController()
  given.abort()
  const error = await failure(createApi(fakeServer({}))('health', { signal: given.signal }))
  expect(error).not.toBeInstanceOf(NoAnswer)
})
