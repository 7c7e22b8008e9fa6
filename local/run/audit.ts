// Counts again what the counters say, and compares the table with the provider's own list of calls.
import type { Call } from '#contract/attempt.ts'
import type { CampaignStats, CampaignWithStats } from '#contract/campaign.ts'
import type { Api } from '#contract/client.ts'
import type { Contact } from '#contract/contact.ts'

export type Audit = {
  provider: { calls: number; duplicates: number; orphans: number }
  /** Counters that differ from a recount, in words. */
  drift: string[]
}

type Page<T> = { items: T[]; nextCursor: string | null }

const all = async <T>(page: (cursor: string | undefined) => Promise<Page<T>>): Promise<T[]> => {
  const items: T[] = []
  let cursor: string | undefined
  do {
    const { items: more, nextCursor } = await page(cursor)
    items.push(...more)
    cursor = nextCursor ?? undefined
  } while (cursor)
  return items
}

const contactsOf = (api: Api, id: CampaignWithStats['id']): Promise<Contact[]> =>
  all((cursor) => api('listContacts', { params: { id }, query: { ...(cursor ? { cursor } : {}) } }))

const callsOf = async (api: Api, id: CampaignWithStats['id']): Promise<Call[]> => {
  const list = (live: 'true' | 'false') =>
    all((cursor) => api('listCalls', { params: { id }, query: { live, ...(cursor ? { cursor } : {}) } }))
  return [...(await list('true')), ...(await list('false'))]
}

/** The same definitions as the counters', over the items themselves. */
export const recount = (
  contacts: readonly Contact[],
  calls: readonly Call[],
): Omit<CampaignStats, 'outcomes' | 'averageDuration' | 'successRate'> => {
  const inState = (...states: Contact['state'][]) => contacts.filter(({ state }) => states.includes(state)).length
  const ended = calls.filter(({ endedAt, state }) => endedAt !== undefined && state !== 'void')
  return {
    totalContacts: contacts.length,
    waiting: inState('pending'),
    live: inState('calling'),
    retrying: inState('retrying'),
    finished: inState('done', 'failed', 'suppressed', 'cancelled'),
    callsPlaced: calls.filter(({ callSid }) => callSid !== undefined).length,
    callsAnswered: calls.filter(({ answeredAt, state }) => answeredAt !== undefined || state === 'completed').length,
    callsCompleted: ended.filter(({ state }) => state === 'completed').length,
    callsFailed: ended.filter(({ state }) => state !== 'completed').length,
  }
}

/** `provider`: sids of the campaign's calls as the provider lists them, with the attempt that each was placed for. */
export const compare = (calls: readonly Call[], provider: readonly { sid: string; attemptId: string }[]): Audit['provider'] => {
  const ours = new Set(calls.flatMap(({ callSid }) => (callSid ? [callSid] : [])))
  const theirs = new Set(provider.map(({ sid }) => sid))
  const attempts = new Set(provider.map(({ attemptId }) => attemptId))
  return {
    calls: provider.length,
    duplicates: provider.length - attempts.size,
    orphans: [...theirs].filter((sid) => !ours.has(sid)).length + [...ours].filter((sid) => !theirs.has(sid)).length,
  }
}

export const audit = async (api: Api, { id, stats }: CampaignWithStats, provider: { sid: string; attemptId: string }[]): Promise<Audit> => {
  const [contacts, calls] = [await contactsOf(api, id), await callsOf(api, id)]
  const counted = recount(contacts, calls)
  const drift = Object.entries(counted).flatMap(([name, value]) => {
    const said = new Map(Object.entries(stats)).get(name)
    return said === value ? [] : [`${name} says ${said}, a recount ${value}`]
  })
  return { provider: compare(calls, provider), drift }
}
