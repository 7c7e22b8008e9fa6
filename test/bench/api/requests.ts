// What requests to the API cost besides waiting for the database, and what they ask of it.
import { CampaignId } from '#contract/ids.ts'
import { type Operation, routes } from '#contract/routes.ts'
import { handler } from '../../../functions/handlers/api.ts'
import { type Asked, askingDatabase } from '../../support/database-requests.ts'
import { apiEvent, ask } from '../../support/lambda.ts'
import { aNumber, openStore } from '../../support/store.ts'
import { spreadOf } from './spread.ts'

const CAMPAIGNS = 100
const WARM_UP = 30
const ROUNDS = 200

type Request = Parameters<typeof apiEvent>[1]

const spentMs = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

type Measured = Asked<unknown> & { overheadMs: number; processorMs: number }

const measured = async (operation: Operation, request: Request): Promise<Measured> => {
  const [startedMs, spentBeforeMs] = [performance.now(), spentMs()]
  const asked = await askingDatabase(() => ask(handler, apiEvent(operation, request)))
  const overheadMs = performance.now() - startedMs - asked.waitedMs
  const processorMs = spentMs() - spentBeforeMs
  const { status } = { status: 0, ...Object(asked.answer) }
  if (status !== routes[operation].status[0]) throw new Error(`${operation} was answered ${JSON.stringify(asked.answer)}`)
  return { ...asked, overheadMs, processorMs }
}

const many = async (operation: Operation, requestAt: (round: number) => Request) => {
  for (let i = 0; i < WARM_UP; i += 1) await measured(operation, requestAt(i))
  const overheads: number[] = []
  const processor: number[] = []
  let requests = {}
  for (let i = 0; i < ROUNDS; i += 1) {
    const one = await measured(operation, requestAt(WARM_UP + i))
    overheads.push(one.overheadMs)
    processor.push(one.processorMs)
    requests = one.requests
  }
  return { overheads, processor, requests }
}

/** The stream has counted every campaign, as it does within a second or two. */
export const fill = async (): Promise<CampaignId> => {
  const store = openStore()
  const made: CampaignId[] = []
  for (let i = 0; i < CAMPAIGNS; i += 1) {
    const campaign = await store.campaign({ name: `Campaign ${i}` })
    await store.campaigns.keepCount(campaign, { counters: {}, version: 0 })
    made.push(campaign.id)
  }
  return CampaignId.parse(made.at(-1))
}

export const measureRequests = async (id: CampaignId) => {
  const ofCampaign = { params: { id } }
  const get = await many('getCampaign', () => ofCampaign)
  const stats = await many('campaignStats', () => ofCampaign)
  const edit = await many('editCampaign', () => ({ ...ofCampaign, json: { firstMessage: 'Hello {{name}}!' } }))
  const contacts = await many('addContacts', (round) => ({ ...ofCampaign, json: { contacts: [{ phone: aNumber(round), name: 'Ana' }] } }))
  const list = await many('listCampaigns', () => ({ query: { limit: String(CAMPAIGNS) } }))
  return {
    overheadMs: {
      ...spreadOf([get, stats, edit, contacts].flatMap(({ overheads }) => overheads)),
      getCampaign: spreadOf(get.overheads),
      campaignStats: spreadOf(stats.overheads),
      editCampaign: spreadOf(edit.overheads),
      addContacts: spreadOf(contacts.overheads),
      listOf100: spreadOf(list.overheads),
    },
    /** Of this process, which on a busy machine tells more of a request than the clock on the wall. */
    processorMs: {
      getCampaign: spreadOf(get.processor),
      campaignStats: spreadOf(stats.processor),
      editCampaign: spreadOf(edit.processor),
      addContacts: spreadOf(contacts.processor),
      listOf100: spreadOf(list.processor),
    },
    asksOfDatabase: { listOf100: list.requests, stats: stats.requests },
  }
}
