// The routes that control campaigns and the account, as a caller meets them: statuses, bodies, problems.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactState } from '#contract/contact-parts.ts'
import { type Operation, type Routes, routes } from '#contract/routes.ts'
import { handler } from '../../functions/handlers/api.ts'
import { claimed } from '../support/claimed.ts'
import { apiEvent, ask } from '../support/lambda.ts'
import { aNumber, openStore } from '../support/store.ts'
import { startSurroundings } from '../support/surroundings.ts'

let surroundings: Awaited<ReturnType<typeof startSurroundings>>
beforeAll(async () => {
  surroundings = await startSurroundings()
})
afterAll(() => surroundings.close())

let store: ReturnType<typeof openStore>
beforeEach(() => {
  store = openStore()
  process.env.CONSENT = 'deployer'
})

type Request = Parameters<typeof apiEvent>[1]
const answers: { [O in Operation]: { response: z.ZodMiniType<z.output<Routes[O]['response']>> } } = routes

/** Asks, and reads the answer by the route's own schema. */
const get = async <O extends Operation>(operation: O, request: Request = {}, status: number = routes[operation].status[0]) => {
  const answer = await ask(handler, apiEvent(operation, request))
  expect(answer).toMatchObject({ status, type: 'application/json' })
  return answers[operation].response.parse(answer.body)
}
const refused = async (operation: Operation, request: Request, problem: { status: number; code: string }) => {
  const { status, code } = problem
  const answer = await ask(handler, apiEvent(operation, request))
  expect(answer).toMatchObject({ status, type: 'application/problem+json', body: { code, detail: expect.stringMatching(/.{20}/) } })
  return answer.body
}
const ofCampaign = ({ id }: { id: string }) => ({ params: { id } })
/** With one contact in the table, and a lane that has counted it. */
const withContact = async (changes: Partial<CampaignRecord>, state: ContactState = 'pending') => {
  const campaign = await store.campaign({ totalContacts: 1, run: 1, ...changes })
  await store.lanes.open(campaign.id, { k: 0, run: 1 })
  return { campaign, contact: await store.contact(campaign, 7, { state, outcome: 'busy' }) }
}

describe('an edit', () => {
  it('answers with the campaign as it is now', async () => {
    const campaign = await store.campaign({ from: aNumber(1) })
    const edit = { name: 'Autumn', from: null, settings: { callDelay: 7_000, window: { from: '09:00', to: '17:00' } } }
    const edited = await get('editCampaign', { ...ofCampaign(campaign), json: edit })
    expect(edited).toMatchObject({ name: 'Autumn', edition: 2, live: 0, settings: { callDelay: 7_000, window: { from: '09:00' } } })
    expect(edited).not.toHaveProperty('from')
    expect(edited.version).toBeGreaterThan(campaign.version)
  })

  it('is refused with the place of what does not fit together', async () => {
    const campaign = await store.campaign()
    const request = { ...ofCampaign(campaign), json: { settings: { answeringMachine: 'leave-message' } } }
    const body = await refused('editCampaign', request, { status: 422, code: 'unprocessable' })
    expect(body).toMatchObject({ errors: [{ pointer: '/body/settings/voicemailMessage' }] })
  })

  it('knows no field that cannot be edited', async () => {
    const campaign = await store.campaign()
    await refused('editCampaign', { ...ofCampaign(campaign), json: { state: 'active' } }, { status: 400, code: 'invalid_request' })
  })

  it('is refused when the campaign has changed since it was read', async () => {
    const campaign = await store.campaign()
    const edit = (ifMatch: string, name: string) => ({ ...ofCampaign(campaign), json: { name }, headers: { 'if-match': ifMatch } })
    await get('editCampaign', edit(`"${campaign.version}"`, 'One'))
    await refused('editCampaign', edit(`"${campaign.version}"`, 'Two'), { status: 412, code: 'precondition_failed' })
    await refused('editCampaign', edit('7', 'Three'), { status: 400, code: 'invalid_request' })
    expect(await get('editCampaign', edit('*', 'Four'))).toMatchObject({ name: 'Four' })
  })
})

describe('a deleted campaign', () => {
  it('is answered with 200 once nothing of it is live', async () => {
    const campaign = await store.campaign()
    expect(await get('deleteCampaign', ofCampaign(campaign), 200)).toMatchObject({ state: 'cancelled', live: 0 })
  })

  it('is answered with 202 while a conversation goes on', async () => {
    const here = await claimed()
    await here.ledger.advance(here.attempt, {
      change: { state: 'answered', callSid: 'CA1', placed: true, answered: true, wasAnswered: false },
      ...{ at: '2026-11-02T15:00:02.000Z', leaseMs: 0, deltas: {} },
    })
    expect(await get('deleteCampaign', ofCampaign(here.campaign), 202)).toMatchObject({ state: 'cancelled', live: 1 })
  })

  it('is in no list and behind no route from then on', async () => {
    const { campaign, contact } = await withContact({})
    await get('deleteCampaign', ofCampaign(campaign), 200)
    const params = { id: campaign.id, contactId: contact.id }
    for (const operation of ['getCampaign', 'deleteCampaign', 'startCampaign', 'pauseCampaign', 'listContacts', 'listCalls'] as const) {
      await refused(operation, ofCampaign(campaign), { status: 404, code: 'not_found' })
    }
    for (const operation of ['campaignStats', 'campaignWhy', 'campaignActivity', 'stopCampaign', 'resumeCampaign'] as const) {
      await refused(operation, ofCampaign(campaign), { status: 404, code: 'not_found' })
    }
    await refused('contactWhy', { params }, { status: 404, code: 'not_found' })
    await refused('editCampaign', { ...ofCampaign(campaign), json: { name: 'Back' } }, { status: 404, code: 'not_found' })
    await refused('reopenCampaign', { ...ofCampaign(campaign), json: {} }, { status: 404, code: 'not_found' })
    const contacts = [{ phone: aNumber(3) }]
    await refused('addContacts', { ...ofCampaign(campaign), json: { contacts } }, { status: 404, code: 'not_found' })
    const upload = { campaignId: campaign.id, fileName: 'a.csv' }
    await refused('createUpload', { json: upload }, { status: 404, code: 'not_found' })
    const { items } = await get('listCampaigns')
    expect(items.map(({ id }) => id)).not.toContain(campaign.id)
    const account = await get('accountActivity')
    expect(account.items[0]).toMatchObject({ action: 'deleted', by: 'person', evidence: { campaignId: campaign.id } })
  })
})

describe('stop', () => {
  it('takes no other word for what becomes of live calls', async () => {
    const campaign = await store.campaign()
    await refused('stopCampaign', { ...ofCampaign(campaign), query: { live: 'maybe' } }, { status: 400, code: 'invalid_request' })
    expect(await get('stopCampaign', { ...ofCampaign(campaign), query: { live: 'hangup' } }, 200)).toMatchObject({ live: 0 })
  })
})

describe('reopen', () => {
  it('answers when all chosen contacts can be called again', async () => {
    const { campaign } = await withContact({ state: 'completed' }, 'failed')
    const reopened = await get('reopenCampaign', { ...ofCampaign(campaign), json: { outcomes: ['busy'] } })
    expect(reopened).toMatchObject({ state: 'active', reopened: 1 })
    expect(reopened).not.toHaveProperty('reopening')
    expect(surroundings.started).toContain(`${campaign.id}-2`)
  })

  it.each([[['opted-out']], [[]], [['nonsense']]])('takes no %j', async (outcomes) => {
    const { campaign } = await withContact({ state: 'completed' })
    await refused('reopenCampaign', { ...ofCampaign(campaign), json: { outcomes } }, { status: 400, code: 'invalid_request' })
  })

  it('of a campaign that is at work is refused', async () => {
    const { campaign } = await withContact({ state: 'paused' })
    await refused('reopenCampaign', { ...ofCampaign(campaign), json: {} }, { status: 409, code: 'conflict' })
  })
})

describe('where each campaign needs consent', () => {
  beforeEach(() => {
    process.env.CONSENT = 'campaign'
  })

  it('a start without it is refused, and goes through once somebody has attested it', async () => {
    const { campaign } = await withContact({})
    const body = await refused('startCampaign', ofCampaign(campaign), { status: 422, code: 'consent_required' })
    expect(body).toMatchObject({ detail: expect.stringContaining('attestedBy') })
    await get('editCampaign', { ...ofCampaign(campaign), json: { consent: { attestedBy: 'ana@example.com' } } })
    expect(await get('startCampaign', ofCampaign(campaign))).toMatchObject({ state: 'active', consent: { attestedBy: 'ana@example.com' } })
  })

  it('a list that would start by itself is refused at once', async () => {
    const json = { name: 'Renewal', prompt: 'Be kind.', firstMessage: 'Hello!', csv: `phone\n${aNumber(1)}` }
    await refused('startFromCsv', { json }, { status: 422, code: 'consent_required' })
  })
})

describe('the suppression list', () => {
  it('takes a number as people write it, lists it, and gives it free again', async () => {
    const added = await get('suppressNumber', { json: { phone: '(202) 555-0177', because: 'asked by letter' } })
    expect(added).toMatchObject({ phone: '+12025550177', because: 'asked by letter' })
    const { items } = await get('listSuppressions')
    expect(items[0]).toEqual({ phone: '+12025550177', at: added.at, because: 'asked by letter' })
    const one = { params: { phone: '+12025550177' } }
    expect(await get('checkSuppression', one)).toEqual({
      phone: '+12025550177',
      isSuppressed: true,
      at: added.at,
      because: 'asked by letter',
    })

    await refused('unsuppressNumber', one, { status: 400, code: 'invalid_request' })
    const lifted = { ...one, query: { because: 'the letter was another person’s' } }
    expect(await get('unsuppressNumber', lifted)).toEqual({ phone: '+12025550177' })
    expect(await get('checkSuppression', one)).toEqual({ phone: '+12025550177', isSuppressed: false })
    expect((await get('listSuppressions')).items.map(({ phone }) => phone)).not.toContain('+12025550177')
    expect((await get('accountActivity')).items[0]).toMatchObject({ action: 'number-unsuppressed', because: lifted.query.because })
    await refused('unsuppressNumber', lifted, { status: 404, code: 'not_found' })
  })

  it('takes nothing that is no number', async () => {
    const body = await refused('suppressNumber', { json: { phone: 'hello' } }, { status: 422, code: 'unprocessable' })
    expect(body).toMatchObject({ errors: [{ pointer: '/body/phone' }] })
  })
})

describe('why', () => {
  it('says of a campaign what limits it, in numbers', async () => {
    const { campaign } = await withContact({ state: 'active', settings: { ...(await store.campaign()).settings, maxConcurrentCalls: 4 } })
    const why = await get('campaignWhy', ofCampaign(campaign))
    expect(why).toMatchObject({ limit: 'none', lines: 4, linesOpen: 1, linesBusy: 0, callsPerSecond: 100, accountLines: 100 })
  })

  it('says of a contact which rule holds it', async () => {
    const { campaign, contact } = await withContact({})
    const params = { id: campaign.id, contactId: contact.id }
    expect(await get('contactWhy', { params })).toMatchObject({ callable: false, rule: 'not-active' })
  })

  it('knows no contact of another campaign', async () => {
    const { contact } = await withContact({})
    const other = await store.campaign()
    await refused('contactWhy', { params: { id: other.id, contactId: contact.id } }, { status: 404, code: 'not_found' })
  })
})

describe('the activity log', () => {
  it('is given newest first, a page at a time', async () => {
    const campaign = await get('createCampaign', { json: { name: 'Renewal', prompt: 'Be kind.', firstMessage: 'Hello!' } })
    await get('editCampaign', { ...ofCampaign(campaign), json: { name: 'Autumn' } })
    await get('stopCampaign', ofCampaign(campaign), 200)
    const first = await get('campaignActivity', { ...ofCampaign(campaign), query: { limit: '2' } })
    expect(first.items.map(({ action }) => action)).toEqual(['stopped', 'edited'])
    const rest = await get('campaignActivity', { ...ofCampaign(campaign), query: { limit: '2', cursor: first.nextCursor ?? '' } })
    expect(rest.items).toMatchObject([{ action: 'created', by: 'person', campaignId: campaign.id }])
  })
})

describe('the emergency stop', () => {
  it('answers with what it has paused and how much is live', async () => {
    const { campaign } = await withContact({})
    await get('startCampaign', ofCampaign(campaign))
    const stopped = await get('emergencyStop')
    const mine = stopped.campaigns.find(({ id }) => id === campaign.id)
    expect(mine).toMatchObject({ state: 'paused', reason: expect.stringContaining('Emergency stop'), live: 0 })
    expect((await get('emergencyStop')).campaigns).toEqual([])
  })
})
