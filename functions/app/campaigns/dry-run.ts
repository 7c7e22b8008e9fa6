// A start that is only thought through: the contacts are asked of the gate, or a sample of them, and nothing is written.

import { limitsNow } from '#app/account/account-limits.ts'
import { inParallel } from '#app/in-parallel.ts'
import { gate } from '#app/lanes/gate.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import { viewStats } from '#app/views.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { StartEstimate } from '#contract/start-estimate.ts'
import type { Gate } from '#domain/compliance.ts'
import { maxAttempts } from '#domain/retry.ts'
import { type ContactVerdict, estimateOf } from '#domain/start-estimate.ts'
import { needConsent } from './campaign-consent.ts'
import { campaignOrThrow, verdictOn } from './change-campaign.ts'
import { needContacts } from './start-campaign.ts'

type Needs = Pick<Ports, 'account' | 'campaigns' | 'clock' | 'contacts' | 'lanes' | 'numbers'>

/** Contacts that are asked of the gate, and those that are read to find them: a second's work, however long the list. */
const SAMPLE = 400
const MOST_READ = 2_000
const PAGE = 400
const WIDTH = 25

/** Ids are digests of numbers: whoever comes first in their order is a sample of all. */
const someOpen = async ({ contacts }: Needs, campaign: CampaignRecord): Promise<ContactRecord[]> => {
  const open: ContactRecord[] = []
  let cursor: string | undefined
  for (let read = 0; read < MOST_READ && open.length < SAMPLE; read += PAGE) {
    const page = await contacts.list(campaign, { limit: PAGE, cursor })
    open.push(...page.items.filter(({ state }) => state === 'pending' || state === 'retrying'))
    if (page.nextCursor === null) break
    cursor = page.nextCursor
  }
  return open.slice(0, SAMPLE)
}

const verdictOf = (told: Gate, { dueAt }: ContactRecord, now: number): ContactVerdict => {
  const due = dueAt === undefined ? now : Date.parse(dueAt)
  if (told.kind === 'never' || told.kind === 'halt') return { kind: 'never', rule: told.rule, because: told.because }
  if (told.kind === 'later') return { kind: 'later', rule: told.rule, because: told.because, at: Math.max(told.at, due) }
  return due > now ? { kind: 'later', rule: 'due-later', because: 'its time has not come', at: due } : { kind: 'now' }
}

/** Refused for what a start would be refused for. */
export const dryRun =
  (ports: Needs, rules: DialRules) =>
  async (id: CampaignId): Promise<{ campaign: CampaignRecord; estimate: StartEstimate }> => {
    const lanes = await ports.lanes.list(id)
    const campaign = await campaignOrThrow(ports, id)
    verdictOn('start', campaign)
    needContacts(campaign)
    needConsent(rules, campaign)
    const { waiting, retrying, averageDuration } = viewStats(campaign, lanes)
    const now = ports.clock.now()
    const contacts = await someOpen(ports, campaign)
    const verdicts = await inParallel(contacts, WIDTH, async (contact) => {
      const number = await ports.numbers.get(contact.phone)
      return verdictOf(gate({ campaign, contact, number, rules }, { now, jitter: 0 }), contact, now)
    })
    const { account } = await ports.account.standing()
    const limits = limitsNow(account, rules)
    const { callDelay, maxConcurrentCalls } = campaign.settings
    const estimate = estimateOf({
      verdicts,
      contacts: Math.max(waiting + retrying, verdicts.length),
      mostAttempts: maxAttempts(campaign.settings),
      lines: Math.min(maxConcurrentCalls, limits.concurrentCalls),
      dialsPerSecond: Math.min(limits.callsPerSecond, callDelay > 0 ? 1_000 / callDelay : limits.callsPerSecond),
      ...(averageDuration === null ? {} : { secondsPerCall: Math.max(1, averageDuration) }),
    })
    return { campaign, estimate }
  }
