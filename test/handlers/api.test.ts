// Every route of the API, as a caller meets it, over the real table: what it answers is what the contract promises.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import { type Operation, type Routes, routes } from '#contract/routes.ts'
import { handler } from '../../functions/handlers/api.ts'
import { attemptId, contactId } from '../support/builders.ts'
import { claimed, readyToCall } from '../support/claimed.ts'
import { aList } from '../support/imports.ts'
import { apiEvent, ask } from '../support/lambda.ts'
import { aNumber, openStore } from '../support/store.ts'
import { BRIDGE_URL, startSurroundings } from '../support/surroundings.ts'

let surroundings: Awaited<ReturnType<typeof startSurroundings>>
beforeAll(async () => {
  surroundings = await startSurroundings()
})
afterAll(() => surroundings.close())

let store: ReturnType<typeof openStore>
beforeEach(() => {
  store = openStore()
})

/** The schemas again, seen so that the compiler knows which answer belongs to which operation. */
const answers: { [O in Operation]: { response: z.ZodMiniType<z.output<Routes[O]['response']>> } } = routes

/** Asks, and reads the answer by the route's own schema. */
const get = async <O extends Operation>(
  operation: O,
  request: Parameters<typeof apiEvent>[1] = {},
  status: number = routes[operation].status[0],
) => {
  const answer = await ask(handler, apiEvent(operation, request))
  expect(answer).toMatchObject({ status, type: 'application/json' })
  return answers[operation].response.parse(answer.body)
}

const wanted = { name: 'Renewal', prompt: 'Be kind.', firstMessage: 'Hello {{name}}!' }
/** As curl sends it; API Gateway hands over in base64 what it does not take for text. */
const formOf = async (fields: Record<string, string>, file?: string) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  if (file !== undefined) form.set('file', new Blob([file]), 'spring list.csv')
  const response = new Response(form)
  return { body: await response.text(), base64: true, headers: { 'content-type': response.headers.get('content-type') ?? '' } }
}

describe('a form', () => {
  it('starts a campaign from its file', async () => {
    const form = await formOf({ ...wanted, callDelay: '100', defaultCountry: 'AU' }, aList(2))
    const { campaign, import: announced } = await get('startFromCsv', form)
    expect(campaign).toMatchObject({ ...wanted, defaultCountry: 'AU', settings: { callDelay: 100 } })
    expect(announced).toMatchObject({ campaignId: campaign.id, fileName: 'spring list.csv', state: 'awaiting-upload' })
    expect(surroundings.created).toContain(`inbox/${campaign.id}/${announced.id}.csv`)
  })

  it('is refused where only JSON is taken, and where its file is missing', async () => {
    const refused = async (operation: Operation, fields: Record<string, string>) => ask(handler, apiEvent(operation, await formOf(fields)))
    expect(await refused('createCampaign', wanted)).toMatchObject({ status: 415, body: { detail: expect.stringContaining('JSON') } })
    expect(await refused('startFromCsv', wanted)).toMatchObject({ status: 400, body: { detail: expect.stringContaining('-F file=') } })
  })
})

describe('templates', () => {
  it('are created, changed by whoever has seen them, listed, used and deleted', async () => {
    const created = await get('createTemplate', { json: wanted })
    const params = { templateId: created.id }
    expect(await get('getTemplate', { params })).toEqual(created)
    const changed = await get('editTemplate', { params, json: { prompt: 'Be brief.' }, headers: { 'if-match': '"1"' } })
    expect(changed).toMatchObject({ prompt: 'Be brief.', version: 2 })
    const late = await ask(handler, apiEvent('editTemplate', { params, json: { prompt: 'p' }, headers: { 'if-match': '"1"' } }))
    expect(late).toMatchObject({ status: 412, body: { code: 'precondition_failed' } })
    expect((await get('listTemplates', { query: { limit: '100' } })).items).toContainEqual(changed)
    const campaign = await get('createCampaign', { json: { templateId: created.id, name: 'Spring' } })
    expect(campaign).toMatchObject({ name: 'Spring', prompt: 'Be brief.', template: { id: created.id, version: 2 } })
    expect(await get('deleteTemplate', { params })).toMatchObject({ id: created.id })
    expect(await ask(handler, apiEvent('getTemplate', { params }))).toMatchObject({ status: 404 })
  })
})

const ofCampaign = ({ id }: { id: string }) => ({ params: { id } })

describe('campaigns', () => {
  it('are created, found and listed', async () => {
    const created = await get('createCampaign', { json: { ...wanted, settings: { maxConcurrentCalls: 50 } } })
    expect(created).toMatchObject({ state: 'draft', settings: { maxConcurrentCalls: 50, callDelay: 5_000 } })
    expect(await get('getCampaign', ofCampaign(created))).toMatchObject({ ...created, stats: { totalContacts: 0, successRate: null } })
    expect(await get('campaignStats', ofCampaign(created))).toMatchObject({ totalContacts: 0, averageDuration: null })
    const { items } = await get('listCampaigns', { query: { limit: '50', state: 'draft' } })
    expect(items.map(({ id }) => id)).toContain(created.id)
  })

  it('are started, paused, resumed and stopped', async () => {
    const campaign = await get('createCampaign', { json: wanted })
    await get('addContacts', { ...ofCampaign(campaign), json: { contacts: [{ phone: aNumber(1) }] } })
    expect(await get('startCampaign', ofCampaign(campaign))).toMatchObject({ state: 'active' })
    expect(await get('startCampaign', ofCampaign(campaign))).toMatchObject({ state: 'active' })
    expect(await get('pauseCampaign', ofCampaign(campaign), 200)).toMatchObject({ state: 'paused' })
    expect(await get('resumeCampaign', ofCampaign(campaign))).toMatchObject({ state: 'active' })
    expect(await get('stopCampaign', ofCampaign(campaign), 200)).toMatchObject({ state: 'cancelled' })
    expect(surroundings.started).toEqual(expect.arrayContaining([`${campaign.id}-1`, `${campaign.id}-3`]))
  })

  it('that cannot be paused at once say so with 202', async () => {
    const here = await readyToCall()
    // A dial is in flight: its lease is good for a long time of the machine's clock.
    await here.claim({ attempt: { leaseMs: Date.now() + 60_000 } })
    expect(await get('pauseCampaign', ofCampaign(here.campaign), 202)).toMatchObject({ state: 'pausing', live: 1 })
  })

  it.each(['startCampaign', 'resumeCampaign', 'pauseCampaign'] as const)('that are not ready refuse %s, and say why', async (operation) => {
    const campaign = await store.campaign()
    const { status, body } = await ask(handler, apiEvent(operation, ofCampaign(campaign)))
    expect([409, 422]).toContain(status)
    expect(body).toMatchObject({ detail: expect.stringMatching(/campaign/), requestId: 'gateway-1' })
  })
})

describe('contacts and calls', () => {
  it('are added and listed, a page at a time', async () => {
    const campaign = await store.campaign()
    const contacts = [{ phone: aNumber(1), name: 'Ana' }, { phone: aNumber(2) }, { phone: 'hello' }, { phone: aNumber(1) }]
    const added = await get('addContacts', { ...ofCampaign(campaign), json: { contacts } })
    expect(added).toMatchObject({ imported: 2, duplicates: 1, rejects: [{ line: 3, column: 'phone' }] })
    const first = await get('listContacts', { ...ofCampaign(campaign), query: { limit: '1', state: 'pending' } })
    expect(first.items).toHaveLength(1)
    const rest = await get('listContacts', { ...ofCampaign(campaign), query: { limit: '1', cursor: first.nextCursor ?? '' } })
    expect(rest.items.map(({ phone }) => phone)).not.toEqual(first.items.map(({ phone }) => phone))
  })

  it('are listed, live ones apart from those that are over', async () => {
    const here = await claimed()
    const live = await get('listCalls', { ...ofCampaign(here.campaign), query: { live: 'true' } })
    expect(live.items).toMatchObject([{ id: here.attempt.id, state: 'claimed' }])
    expect((await get('listCalls', ofCampaign(here.campaign))).items).toEqual([])
  })

  it('are shown one by one, with what was said in them so far', async () => {
    const { attempt } = await claimed()
    const params = { callId: attempt.id }
    const latency = { streamToAgent: 300, replies: 0, bargeIns: 0 }
    await store.attempts.note(attempt.id, { closedFirst: 'bridge', endedBecause: 'max-call-length', latency })
    expect(await get('getCall', { params })).toMatchObject({ id: attempt.id, endedBecause: 'max-call-length', latency })

    const turn = (index: number) => ({ index, atMs: index, by: 'caller', kind: 'said', text: `Word ${index}.` }) as const
    for (const index of [0, 1, 2]) await store.transcripts.tell(attempt.id, turn(index))
    const first = await get('getTranscript', { params, query: { limit: '2' } })
    expect(first.items).toEqual([turn(0), turn(1)])
    const rest = await get('getTranscript', { params, query: { cursor: first.nextCursor ?? '' } })
    expect(rest).toEqual({ items: [turn(2)], nextCursor: null })
  })

  it('are heard at the bridge, once somebody has answered', async () => {
    const { attempt, attempts } = await claimed()
    const params = { callId: attempt.id }
    expect(await ask(handler, apiEvent('listenToCall', { params }))).toMatchObject({ status: 409, body: { code: 'conflict' } })
    await attempts.openStream(attempt, { openedMs: 1 })
    const { url } = await get('listenToCall', { params })
    expect(url).toMatch(new RegExp(`^${BRIDGE_URL}/listen/${attempt.id}\\.`))
  })

  it('are ended by whoever watches', async () => {
    const { attempt, claim } = await readyToCall(store)
    await claim({ attempt: { state: 'answered', callSid: 'CA1' } })
    const params = { callId: attempt.id }
    surroundings.twilio.answers(200, { sid: 'CA1', status: 'completed', duration: '30', date_created: 'Tue, 03 Nov 2026 15:00:00 +0000' })
    expect(await get('endCall', { params })).toMatchObject({ state: 'completed', endedBecause: 'viewer' })
    // The second time there is nothing left to end.
    expect(await get('endCall', { params })).toMatchObject({ state: 'completed' })
  })

  it('of nobody are not found', async () => {
    for (const operation of ['getCall', 'getTranscript', 'listenToCall', 'endCall'] as const) {
      expect(await ask(handler, apiEvent(operation, { params: { callId: attemptId } }))).toMatchObject({ status: 404 })
    }
  })
})

describe('lists', () => {
  it('start a campaign once they are imported', async () => {
    const { campaign, import: announced } = await get('startFromCsv', { json: { ...wanted, csv: aList(3), fileName: 'spring.csv' } })
    expect(surroundings.created.at(-1)).toBe(`inbox/${campaign.id}/${announced.id}.csv`)
    const params = { id: campaign.id, importId: announced.id }
    expect(await get('getImport', { params })).toMatchObject({ state: 'awaiting-upload', fileName: 'spring.csv' })
  })

  it('that cannot be used are refused with the place of what is wrong', async () => {
    const answer = await ask(handler, apiEvent('startFromCsv', { json: { ...wanted, csv: 'city\nParis' } }))
    expect(answer).toMatchObject({ status: 422, body: { code: 'unprocessable', errors: [{ pointer: '/body/csv' }] } })
  })

  it('are uploaded to an address that takes the file as it is', async () => {
    const campaign = await store.campaign()
    const { url, importId } = await get('createUpload', { json: { campaignId: campaign.id, fileName: 'more.csv' } })
    const put = await fetch(url, { method: 'PUT', body: aList(2), headers: { 'content-type': 'text/csv' } })
    expect(put.status).toBe(200)
    expect(surroundings.created.at(-1)).toBe(`inbox/${campaign.id}/${importId}.csv`)
  })
})

describe('beside them', () => {
  it('there is a ticket for the socket, and health', async () => {
    const { ticket, socketUrl } = await get('createTicket')
    expect(socketUrl).toBe(process.env.LIVE_URL)
    const viewers = openStore()
    viewers.move(Date.now() - viewers.clock.now())
    expect(await viewers.viewers.spendTicket(ticket)).toMatchObject({ role: 'admin' })
    const checks = ['table', 'twilio', 'elevenlabs'].map((name) => ({ name, verdict: 'ok' }))
    expect(await get('health')).toMatchObject({ ok: true, checks })
  })
})

describe('what does not exist', () => {
  const nowhere = 'cmp_01JD0000000000000000000009'
  const bodies: Partial<Record<Operation, unknown>> = {
    addContacts: { contacts: [{ phone: aNumber(1) }] },
    editCampaign: { name: 'Another' },
    reopenCampaign: {},
    createUpload: { campaignId: nowhere, fileName: 'a.csv' },
  }
  it.each([
    ...['getCampaign', 'startCampaign', 'pauseCampaign', 'resumeCampaign', 'stopCampaign', 'campaignStats'],
    ...['editCampaign', 'deleteCampaign', 'reopenCampaign', 'campaignWhy', 'campaignActivity', 'contactWhy'],
    ...['listContacts', 'addContacts', 'listCalls', 'getImport', 'createUpload'],
  ] as Operation[])('is not found by %s', async (operation) => {
    const ofOne: Partial<Record<Operation, Record<string, string>>> = {
      getImport: { importId: 'imp_01JD0000000000000000000009' },
      contactWhy: { contactId },
    }
    const params = operation === 'createUpload' ? {} : { id: nowhere, ...ofOne[operation] }
    const answer = await ask(handler, apiEvent(operation, { params, json: bodies[operation] }))
    expect(answer).toMatchObject({ status: 404, type: 'application/problem+json', body: { code: 'not_found' } })
  })

  it('is not found as an import of another campaign either', async () => {
    const { campaign, import: announced } = await get('startFromCsv', { json: { ...wanted, csv: aList(1) } })
    const other = await store.campaign()
    expect(campaign.id).not.toBe(other.id)
    const answer = await ask(handler, apiEvent('getImport', { params: { id: other.id, importId: announced.id } }))
    expect(answer).toMatchObject({ status: 404 })
  })
})
