// Why nobody, or somebody, is not being called: the facts of this moment, gathered for the rules to judge.

import { limitsNow } from '#app/account/account-limits.ts'
import { campaignOrThrow } from '#app/campaigns/change-campaign.ts'
import { AppError } from '#app/errors.ts'
import { spendingOf } from '#app/lanes/budget.ts'
import { gate } from '#app/lanes/gate.ts'
import { campaignPace } from '#app/lanes/take-slot.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { Standing } from '#app/ports/account.ts'
import type { Ports } from '#app/ports.ts'
import { Provider } from '#app/records/breaker.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { LaneRecord } from '#app/records/lane.ts'
import type { CampaignId, ContactId } from '#contract/ids.ts'
import type { CampaignWhy, ContactWhy } from '#contract/why.ts'
import { type CampaignFacts, type Held, limitOf } from '#domain/campaign-limit.ts'
import type { Gate } from '#domain/compliance.ts'
import { holdOf } from '#domain/contact-hold.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { queuesIn } from '#domain/queues.ts'

type Needs = Pick<Ports, 'account' | 'campaigns' | 'clock' | 'contacts' | 'lanes' | 'numbers' | 'pacer'>

/** What was read for one answer. */
type Seen = { campaign: CampaignRecord; lanes: readonly LaneRecord[]; standing: Standing; slots: { campaign: number; account: number } }

const iso = (ms: number): string => new Date(ms).toISOString()
const told = <R extends string>({ rule, because, until }: Held<R>) => ({
  rule,
  because,
  ...(until === undefined ? {} : { until: iso(until) }),
})

export const campaignWhy =
  (ports: Needs, rules: DialRules) =>
  async (id: CampaignId): Promise<CampaignWhy> => {
    const seen = await look(ports, id)
    const { campaign, lanes, standing } = seen
    const contact = campaign.state === 'active' ? await dueNext(ports, campaign) : undefined
    const next = contact?.dueAt && { dueAt: Date.parse(contact.dueAt), gate: await gateNow(ports, rules, { campaign, contact }) }
    const facts = { ...factsOf(ports, rules, seen), ...(next ? { next } : {}) }
    const { rule: limit, ...because } = told(limitOf(facts))
    const { callsPerSecond, concurrentCalls } = limitsNow(standing.account, rules)
    return {
      limit,
      ...because,
      state: campaign.state,
      lines: campaign.settings.maxConcurrentCalls,
      linesOpen: facts.lines.open,
      linesBusy: lanes.filter(({ attemptId }) => attemptId !== undefined).length,
      ...(facts.lines.share ? { linesAllotted: facts.lines.share.lines } : {}),
      accountLines: concurrentCalls,
      callsPerSecond,
      nextSlotAt: iso(Math.max(facts.pace.campaignSlotAt, facts.pace.accountSlotAt)),
      ...(next ? { nextDueAt: iso(next.dueAt) } : {}),
    }
  }

export const contactWhy =
  (ports: Needs, rules: DialRules) =>
  async (id: CampaignId, contactId: ContactId): Promise<ContactWhy> => {
    const [seen, contact] = await Promise.all([look(ports, id), ports.contacts.get(id, contactId)])
    if (!contact) throw new AppError('not_found', `The campaign ${id} has no contact ${contactId}.`)
    const { state, outcome, dueAt, heldBecause, n } = contact
    const verdict = await gateNow(ports, rules, { campaign: seen.campaign, contact })
    const hold = holdOf(
      { state, outcome, heldBecause, gate: verdict, ...(dueAt ? { dueAt: Date.parse(dueAt) } : {}) },
      factsOf(ports, rules, seen),
    )
    return { callable: hold.callable, ...told(hold), ...(state === 'calling' ? { attemptId: attemptIdOf(id, contactId, n) } : {}) }
  }

const look = async (ports: Needs, id: CampaignId): Promise<Seen> => {
  const [campaign, lanes, standing, own, ofAccount] = await Promise.all([
    campaignOrThrow(ports, id),
    ports.lanes.list(id),
    ports.account.standing(),
    ports.pacer.peek(id),
    ports.pacer.peek('account'),
  ])
  const { dialsFrom } = standing.account
  return { campaign, lanes, standing, slots: { campaign: own, account: Math.max(ofAccount, dialsFrom ? Date.parse(dialsFrom) : 0) } }
}

/** Retries first, as a lane does. Undefined: nobody is due, or the index lags behind. */
const dueNext = async ({ contacts, clock }: Needs, campaign: CampaignRecord): Promise<ContactRecord | undefined> => {
  const soonest = await contacts.nextDue(campaign)
  if (soonest === undefined) return undefined
  const until = Math.max(soonest, clock.now())
  const fresh = queuesIn(campaign).map((queue) => contacts.freshDue(campaign.id, queue, until))
  const [first] = (await Promise.all([contacts.retriesDue(campaign.id, until), ...fresh])).flat()
  return first && (await contacts.get(campaign.id, first.contactId))
}

const gateNow = async (
  ports: Needs,
  rules: DialRules,
  { campaign, contact }: { campaign: CampaignRecord; contact: ContactRecord },
): Promise<Gate> => {
  const [number, { spent }] = await Promise.all([ports.numbers.get(contact.phone), spendingOf(ports, campaign)])
  return gate({ campaign, contact, number, rules, spent }, { now: ports.clock.now(), jitter: 0 })
}

const factsOf = ({ clock }: Needs, rules: DialRules, { campaign, lanes, standing, slots }: Seen): CampaignFacts => {
  const { account } = standing
  const { callsPerSecond, concurrentCalls } = limitsNow(account, rules)
  const open = lanes.filter((lane) => lane.open && lane.run === campaign.run && campaign.closed < lane.run)
  const free = open.filter(({ attemptId }) => attemptId === undefined)
  const paceMs = campaignPace(rules, { campaign, account })
  return {
    now: clock.now(),
    state: campaign.state,
    reason: campaign.reason,
    trouble: troubleOf({ clock }, standing),
    failing: campaign.fruitless && { runs: campaign.fruitless.runs, until: Date.parse(campaign.fruitless.nextAt) },
    lines: { open: open.length, free: free.length, share: account.shares[campaign.id], ofAccount: concurrentCalls },
    pace: {
      callDelay: campaign.settings.callDelay,
      paceMs,
      callsPerSecond,
      campaignSlotAt: paceMs > 0 ? slots.campaign : 0,
      accountSlotAt: slots.account,
    },
  }
}

/** Breakers live by the machine's time, campaigns by their own. */
const troubleOf = ({ clock }: Pick<Needs, 'clock'>, { breakers }: Standing): CampaignFacts['trouble'] => {
  const provider = Provider.options.find((name) => breakers[name].state !== 'closed')
  if (!provider) return undefined
  const waitMs = Math.max(0, (breakers[provider].probeMs ?? 0) - clock.machine())
  return { provider: provider === 'twilio' ? 'Twilio' : 'ElevenLabs', until: clock.now() + waitMs }
}
