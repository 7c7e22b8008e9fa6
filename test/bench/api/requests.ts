// What requests to the API cost besides waiting for the database, and what they ask of it.
import { type Operation, routes } from '#contract/routes.ts'
import { handler } from '../../../functions/handlers/api.ts'
import { type Asked, askingDatabase } from '../../support/database-requests.ts'
import { apiEvent, ask } from '../../support/lambda.ts'
import { openStore } from '../../support/store.ts'
import { spreadOf } from './spread.ts'

const CAMPAIGNS = 100
const WARM_UP = 30
const ROUNDS = 200

type Request = Parameters<typeof apiEvent>[1]

const measured = async (operation: Operation, request: Request): Promise<Asked<unknown> & { overheadMs: number }> => {
  const startedMs = performance.now()
  const asked = await askingDatabase(() => ask(handler, apiEvent(operation, request)))
  const overheadMs = performance.now() - startedMs - asked.waitedMs
  const { status } = { status: 0, ...Object(asked.answer) }
  if (status !== routes[operation].status[0]) throw new Error(`${operation} was answered ${JSON.stringify(asked.answer)}`)
  return { ...asked, overheadMs }
}

const many = async (operation: Operation, request: Request) => {
  for (let i = 0; i < WARM_UP; i += 1) await measured(operation, request)
  const overheads: number[] = []
  let requests = {}
  for (let i = 0; i < ROUNDS; i += 1) {
    const one = await measured(operation, request)
    overheads.push(one.overheadMs)
    requests = one.requests
  }
  return { overheads, requests }
}

/** The stream has counted every campaign, as it does within a second or two. */
const fill = async (): Promise<string> => {
  const store = openStore()
  let id = ''
  for (let i = 0; i < CAMPAIGNS; i += 1) {
    const campaign = await store.campaign({ name: `Campaign ${i}` })
    await store.campaigns.keepCount(campaign, { counters: {}, version: 0 })
    id = campaign.id
  }
  return id
}

export const measureRequests = async () => {
  const id = await fill()
  const get = await many('getCampaign', { params: { id } })
  const stats = await many('campaignStats', { params: { id } })
  const edit = await many('editCampaign', { params: { id }, json: { firstMessage: 'Hello {{name}}!' } })
  const contacts = await many('addContacts', { params: { id }, json: { contacts: [{ phone: '+12025550142', name: 'Ana' }] } })
  const list = await many('listCampaigns', { query: { limit: String(CAMPAIGNS) } })
  return {
    overheadMs: {
      ...spreadOf([get, stats, edit, contacts].flatMap(({ overheads }) => overheads)),
      getCampaign: spreadOf(get.overheads),
      campaignStats: spreadOf(stats.overheads),
      editCampaign: spreadOf(edit.overheads),
      addContacts: spreadOf(contacts.overheads),
      listOf100: spreadOf(list.overheads),
    },
    asksOfDatabase: { listOf100: list.requests, stats: stats.requests },
  }
}
