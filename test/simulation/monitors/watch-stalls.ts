// Watches that work is done while there is some: somebody due, a line free, pacing open (I13).
import { gate } from '#app/lanes/gate.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { DialRequest } from '#app/ports/telephony.ts'
import { AccountRecord } from '#app/records/account.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { ContactRecord } from '#app/records/contact.ts'
import { NumberRecord } from '#app/records/number.ts'
import { partsOf } from '#domain/ids.ts'
import type { Item } from '#store/table-operations.ts'
import { type Books, count, text } from './books.ts'
import type { Violations } from './violations.ts'

type Needs = {
  books: Books
  violations: Violations
  now: () => number
  rules: DialRules
  live: (campaignId: string) => number
}

/** A lane sleeps at most a minute; after a fault the reconciler comes within two. */
const STALLED_AFTER_MS = 5 * 60_000
/** Lanes that wait for a breaker come back within so long of its next try. */
const TRIED_WITHIN_MS = 15_000
/** So long somebody has to be due before a lane can know. */
const KNOWN_AFTER_MS = 2_000

export const watchStalls = ({ books, violations, now, rules, live }: Needs): { dialled(request: DialRequest): void; look(): void } => {
  const since = new Map<string, number>()
  const told = new Set<string>()

  const isDue = (campaign: CampaignRecord, item: Item): boolean => {
    const state = text(item, 'state')
    if (state !== 'pending' && state !== 'retrying') return false
    if (item.campaignId !== campaign.id || Date.parse(text(item, 'dueAt') ?? '') > now() - KNOWN_AFTER_MS) return false
    const contact = ContactRecord.parse(item)
    const number = books.get('number', contact.phone)
    return gate({ campaign, contact, number: number && NumberRecord.parse(number), rules }, { now: now(), jitter: 0 }).kind === 'open'
  }

  /** Lines that have somebody, or a call that nobody has resolved yet. */
  const inUse = ({ id }: CampaignRecord): number => {
    let busy = 0
    for (const item of books.all('contact')) if (item.campaignId === id && item.state === 'calling') busy += 1
    return Math.max(busy, live(id))
  }

  /** Of its own lines, and of those that the account has for it: with none, it waits until another campaign gives one back. */
  const isFree = (campaign: CampaignRecord): boolean => {
    const [account] = [...books.all('account')].map((item) => AccountRecord.parse(item))
    const lines = account ? (account.shares[campaign.id]?.lines ?? 0) : Number.POSITIVE_INFINITY
    return inUse(campaign) < Math.min(campaign.settings.maxConcurrentCalls, lines)
  }

  const isPaced = (scope: string): boolean => count(books.get('pacer', scope), 'nextAt') > now()

  /** A provider in trouble, a queue that is full, a campaign all of whose dials fail: each only until it is due to be tried again. */
  const isHeld = ({ fruitless }: CampaignRecord): boolean => {
    for (const breaker of books.all('breaker')) {
      if (breaker.state !== 'closed' && count(breaker, 'probeMs') + TRIED_WITHIN_MS > now()) return true
    }
    for (const account of books.all('account')) if (Date.parse(text(account, 'dialsFrom') ?? '') > now()) return true
    return fruitless !== undefined && Date.parse(fruitless.nextAt) > now()
  }

  const isStalled = (campaign: CampaignRecord): boolean => {
    if (campaign.state !== 'active' || isPaced(campaign.id) || isPaced('account') || !isFree(campaign)) return false
    if (isHeld(campaign)) return false
    for (const item of books.all('contact')) if (isDue(campaign, item)) return true
    return false
  }

  return {
    dialled: ({ attemptId }) => void since.delete(partsOf(attemptId).campaignId),

    look() {
      for (const campaign of books.campaigns()) {
        if (!isStalled(campaign)) {
          since.delete(campaign.id)
          continue
        }
        const began = since.get(campaign.id) ?? now()
        since.set(campaign.id, began)
        if (now() - began <= STALLED_AFTER_MS || told.has(campaign.id)) continue
        told.add(campaign.id)
        violations.add('I13', `${campaign.id} since ${new Date(began).toISOString()}`)
      }
    },
  }
}
