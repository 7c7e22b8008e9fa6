// Whom the engine leaves alone: proven by what reached the provider; what it leaves behind nowhere; and that others hear of every call.
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { WEBHOOK_EVENTS, WebhookEventType } from '#contract/webhook-events.ts'
import { CHECKS } from '../../local/doctor/checks/all.ts'
import { examine } from '../../local/doctor/examine.ts'
import { thisMachine } from '../../local/doctor/patients.ts'
import { lookAt } from '../../local/doctor/world.ts'
import { MISCONFIGURATIONS } from '../doctor/misconfigurations.ts'
import { ending, fictional } from '../support/campaign-at-work.ts'
import { eventually } from '../support/eventually.ts'
import { startHttpStub } from '../support/http-stub.ts'
import { calledTwice, callsIn, type Dial } from '../support/simulator.ts'
import { homeOf, tracesOf } from '../support/traces.ts'
import { wholeSystem } from '../support/whole-system.ts'

const system = wholeSystem({ speed: 30 })

/** As curl would. */
const get = async (path: string): Promise<unknown> => await (await fetch(`${system.ringmaster.url}/api/db/${path}`)).json()

describe('an account without balance', () => {
  it('pauses the campaign and says why, uses up no contact, and the campaign completes once the account is filled again', async () => {
    await system.simulator.fails({ 'no-balance': true })
    const phones = ending('0190', [202, 203, 205, 206])
    const campaign = await system.start({ phones })
    const params = { id: campaign.id }
    await campaign.reaches('paused')
    await campaign.isQuiet()

    const refused = await campaign.dials()
    expect(refused.length).toBeGreaterThan(0)
    expect(refused.filter(({ sid }) => sid !== undefined)).toEqual([])
    const reason = expect.stringContaining('20005')
    expect(await system.ringmaster.api('getCampaign', { params })).toMatchObject({ reason, stats: { waiting: 4, live: 0, callsPlaced: 0 } })
    const { items: contacts } = await system.ringmaster.api('listContacts', { params })
    expect(contacts.map(({ state, attempts }) => ({ state, attempts }))).toEqual(Array(4).fill({ state: 'pending', attempts: 0 }))

    const campaigns = `campaigns/${campaign.id}`
    expect(await get(`${campaigns}/why`)).toMatchObject({ limit: 'not-active', because: reason })
    expect(await get(`${campaigns}/contacts/${contacts[0]?.id}/why`)).toMatchObject({
      callable: false,
      rule: 'not-active',
      because: reason,
    })
    const evidence = expect.objectContaining({ code: 20005 })
    const paused = expect.objectContaining({ by: 'ringmaster', action: 'paused', because: reason, evidence })
    await eventually(() => get(`${campaigns}/activity`)).toMatchObject({ items: expect.arrayContaining([paused]) })

    await system.simulator.heals()
    await system.ringmaster.api('resumeCampaign', { params })
    await campaign.reaches('completed')
    const dials = await campaign.dials()
    const called = callsIn(dials).map(({ to }) => to)
    expect(called.sort()).toEqual(phones)
    expect(calledTwice(dials)).toEqual([])
  })
})

describe('a suppressed number', () => {
  it('is not called when it is uploaded again, in whatever campaign', async () => {
    const [known = '', suppressed = ''] = ending('0191', [202, 203])
    const before = await system.start({ phones: [known, suppressed] })
    await before.reaches('completed')
    await system.ringmaster.api('suppressNumber', { body: { phone: suppressed, because: 'asked by letter' } })

    const campaign = await system.start({ phones: [known, suppressed] })
    await campaign.reaches('completed')
    expect((await campaign.dials()).map(({ to }) => to)).toEqual([known])
    const { items } = await system.ringmaster.api('listContacts', { params: { id: campaign.id } })
    const contact = items.find(({ phone }) => phone === suppressed)
    expect(contact).toMatchObject({ state: 'suppressed', attempts: 0 })
    expect(await get(`campaigns/${campaign.id}/contacts/${contact?.id}/why`)).toMatchObject({ callable: false, rule: 'suppressed' })
  })
})

/** Calls that began while another one to the same number went on. */
const overlaps = (dials: readonly Dial[]): Dial[] => {
  const calls = callsIn(dials)
  const goesOnAt = (at: number, { postedAt, endedAt = Number.POSITIVE_INFINITY }: Dial) => postedAt <= at && at < endedAt
  return calls.filter((call) => calls.some((other) => other !== call && other.to === call.to && goesOnAt(call.postedAt, other)))
}

describe('two campaigns that call the same numbers', () => {
  it('never ring one of them at the same time, and both reach everybody', async () => {
    const wanted = { phones: fictional(305, 12), settings: { maxConcurrentCalls: 5 } }
    const campaigns = await Promise.all([system.start(wanted), system.start(wanted)])
    for (const campaign of campaigns) await campaign.reaches('completed')
    const dials = await Promise.all(campaigns.map((campaign) => campaign.dials()))
    for (const own of dials) expect(own.map(({ to }) => to).sort()).toEqual(wanted.phones)
    expect(overlaps(dials.flat())).toEqual([])
    // Each began before the other's last dial: they had to make way for each other.
    const [firsts, lasts] = [0, -1].map((i) => dials.map((own) => own.at(i)?.postedAt ?? 0))
    expect(Math.max(...(firsts ?? []))).toBeLessThan(Math.min(...(lasts ?? [])))
  })
})

const AnyEvent = z.discriminatedUnion('type', WEBHOOK_EVENTS)

describe('a webhook', () => {
  it('is told of the list, of every call and of the campaign’s end, each once', async () => {
    const receiver = await startHttpStub()
    const { api } = system.ringmaster
    const asked = { name: 'CRM', url: `${receiver.url}/hook`, events: WebhookEventType.options }
    const params = { webhookId: (await api('createWebhook', { body: asked })).id }
    expect(await api('testWebhook', { params })).toMatchObject({ isAccepted: true, status: 200, answer: '{}' })
    receiver.asked.length = 0

    const phones = ending('0191', [207, 208, 209, 210])
    const campaign = await system.start({ phones })
    await campaign.reaches('completed')
    const told = () =>
      receiver.asked.map(({ body }) => AnyEvent.parse(JSON.parse(body))).filter(({ data }) => data.campaignId === campaign.id)
    const called = () => told().flatMap((event) => (event.type === 'call.ended' ? [event.data.contact.phone] : []))
    await expect.poll(() => called().toSorted(), { timeout: 60_000 }).toEqual(phones)
    const states = () => told().flatMap((event) => (event.type === 'campaign.state-changed' ? [event.data.state] : []))
    await expect.poll(states, { timeout: 60_000 }).toEqual(['active', 'completed'])
    await expect.poll(() => told().filter(({ type }) => type === 'import.finished').length, { timeout: 60_000 }).toBe(1)
    const ids = receiver.asked.map(({ headers }) => headers['webhook-id'])
    expect(new Set(ids).size).toBe(ids.length)
    await api('deleteWebhook', { params })
    receiver.close()
  })
})

describe('who is called', () => {
  /** People whom everything happens to that may; and one whose number nobody can call, and one who stands there twice. */
  const people = [...fictional(312, 12), ...['0190', '0191', '0192', '0193', '0194', '0195'].map((digits) => `+1313555${digits}`)]
  const [name, plan, street] = ['Zebrawoman', 'Quokkaplan', 'Xylophoneavenue']

  it('stands in no log, metric, execution, key of an object or address', async () => {
    const rows = people.map((phone, i) => `${name}${i},${phone},${plan}${i},${street}`)
    const csv = ['name,phone,plan,street', ...rows, `${name}X,12345,${plan},${street}`, rows[0]].join('\n')
    const machine = { answeringMachine: 'leave-message', voicemailMessage: 'Please call back, {{name}}.' } as const
    const { campaign } = await system.ringmaster.api('startFromCsv', {
      body: {
        ...{ name: 'Renewals', prompt: 'Ask {{name}} of {{street}} about {{plan}}.', firstMessage: 'Hello {{name}}, about {{plan}}?', csv },
        settings: { callDelay: 0, retryCount: 1, retryDelay: 60_000, allowedCountries: 'any', ...machine },
      },
    })
    const params = { id: campaign.id }
    await expect.poll(() => get(`campaigns/${campaign.id}`), { timeout: 120_000 }).toMatchObject({ state: 'completed' })
    const [first = ''] = people
    await system.ringmaster.api('suppressNumber', { body: { phone: first } })
    const { items } = await system.ringmaster.api('listContacts', { params })
    expect(JSON.stringify(items)).toContain(name)

    const traces = await tracesOf(system.ringmaster)
    expect(traces.log).toContain('"CampaignsActive"')
    for (const where of ['log', 'executions', 'addresses', 'keys'] as const) {
      expect(traces[where], where).toContain(where === 'log' || where === 'addresses' ? 'att_' : campaign.id)
      const found = [name, plan, street, ...people.map((phone) => phone.slice(1))].filter((secret) => traces[where].includes(secret))
      expect(found, where).toEqual([])
    }
  })
})

describe('the doctor', () => {
  it('finds nothing to mend in a healthy system, and each thing that is wrong with another as one thing', async () => {
    const look = lookAt(thisMachine(homeOf(system.ringmaster), ['US']))
    expect((await examine(CHECKS, look)).filter(({ verdict }) => verdict !== 'ok')).toEqual([])
    expect(MISCONFIGURATIONS.length).toBeGreaterThanOrEqual(20)
    for (const { name, apply, found, fix } of MISCONFIGURATIONS) {
      const failed = (await examine(CHECKS, apply(look))).filter(({ verdict }) => verdict === 'fail')
      expect.soft(failed, name).toEqual([expect.objectContaining({ name: found, fix: expect.stringMatching(fix) })])
    }
  })
})
