// Counts again what the counters say, and compares the table with the provider's own list of calls.
import type { Call } from '#contract/call.ts'
import type { CampaignStats, CampaignWithStats } from '#contract/campaign.ts'
import type { Api } from '#contract/client.ts'
import type { Contact } from '#contract/contact.ts'
import { allOf } from './pages.ts'

type Compared = { calls: number; duplicates: number; orphans: number }

export type Audit = {
  /** Null where the provider's book is not open to this machine. */
  provider: Compared | null
  /** Counters that differ from a recount, in words. */
  drift: string[]
}

const contactsOf = (api: Api, id: CampaignWithStats['id']): Promise<Contact[]> =>
  allOf((cursor) => api('listContacts', { params: { id }, query: cursor }))

const callsOf = async (api: Api, id: CampaignWithStats['id']): Promise<Call[]> => {
  const list = (live: 'true' | 'false') => allOf((cursor) => api('listCalls', { params: { id }, query: { live, ...cursor } }))
  return [...(await list('true')), ...(await list('false'))]
}

/** The same definitions as the counters', over the items themselves. */
export const recount = (contacts: readonly Contact[], calls: readonly Call[]): CampaignStats => {
  const inState = (...states: Contact['state'][]) => contacts.filter(({ state }) => states.includes(state)).length
  const ended = calls.filter(({ endedAt, state }) => endedAt !== undefined && state !== 'void')
  const wasAnswered = ({ answeredAt, state }: Call): boolean => answeredAt !== undefined || state === 'completed'
  const completed = ended.filter(wasAnswered)
  const finished = inState('done', 'failed', 'suppressed', 'cancelled')
  const outcomes: CampaignStats['outcomes'] = {}
  for (const { outcome } of ended) if (outcome) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1
  return {
    totalContacts: contacts.length,
    waiting: inState('pending'),
    live: inState('calling'),
    retrying: inState('retrying'),
    finished,
    callsPlaced: calls.filter(({ callSid }) => callSid !== undefined).length,
    callsAnswered: calls.filter(wasAnswered).length,
    callsCompleted: completed.length,
    callsFailed: ended.length - completed.length,
    averageDuration: completed.length > 0 ? completed.reduce((sum, { seconds = 0 }) => sum + seconds, 0) / completed.length : null,
    successRate: finished > 0 ? inState('done') / finished : null,
    outcomes,
  }
}

/** Metrics by name, each outcome as one of its own. */
const flat = ({ outcomes, ...stats }: CampaignStats): Map<string, number | null> =>
  new Map([...Object.entries(stats), ...Object.entries(outcomes).map(([outcome, n]) => [`outcome ${outcome}`, n] as const)])

/** In words, what the counters say otherwise than the recount. */
export const differences = (stats: CampaignStats, counted: CampaignStats): string[] => {
  const [said, found] = [flat(stats), flat(counted)]
  return [...new Set([...said.keys(), ...found.keys()])].flatMap((name) => {
    // An outcome that never came about is not in the list.
    const [one, other] = [said, found].map((stats) => (stats.has(name) ? stats.get(name) : 0))
    return one === other ? [] : [`${name} says ${one}, a recount ${other}`]
  })
}

/** `provider`: sids of the campaign's calls as the provider lists them, with the attempt that each was placed for. */
export const compare = (calls: readonly Call[], provider: readonly { sid: string; attemptId: string }[]): Compared => {
  const ours = new Set(calls.flatMap(({ callSid }) => (callSid ? [callSid] : [])))
  const theirs = new Set(provider.map(({ sid }) => sid))
  const attempts = new Set(provider.map(({ attemptId }) => attemptId))
  return {
    calls: provider.length,
    duplicates: provider.length - attempts.size,
    orphans: [...theirs].filter((sid) => !ours.has(sid)).length + [...ours].filter((sid) => !theirs.has(sid)).length,
  }
}

type Listed = readonly { sid: string; attemptId: string }[]

export const audit = async (api: Api, { id, stats }: CampaignWithStats, provider: Listed | undefined): Promise<Audit> => {
  const [contacts, calls] = [await contactsOf(api, id), await callsOf(api, id)]
  return { provider: provider ? compare(calls, provider) : null, drift: differences(stats, recount(contacts, calls)) }
}
