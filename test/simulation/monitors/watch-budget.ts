// Watches that a campaign whose budget is used up dials no more.
import type { DialRequest } from '#app/ports/telephony.ts'
import { partsOf } from '#domain/ids.ts'
import { type Books, count } from './books.ts'
import { tally } from './tally.ts'
import type { Violations } from './violations.ts'

type Needs = { books: Books; violations: Violations; now: () => number }

/** The counters are looked at before a claim, which has a lease of 15 s, and may be 10 s old by then. */
const KNOWN_AFTER_MS = 25_000

const campaignOf = (PK: string): string => PK.slice('CAMPAIGN#'.length, -'#LANES'.length)

export const watchBudget = ({ books, violations, now }: Needs): { dialled(request: DialRequest): void } => {
  const placed = tally()
  const billed = tally()
  const spentAt = new Map<string, number>()

  const isSpent = (id: string): boolean => {
    const { calls = Number.POSITIVE_INFINITY, minutes = Number.POSITIVE_INFINITY } = books.campaign(id)?.settings.budget ?? {}
    return placed.of(id) >= calls || billed.of(id) >= minutes * 60
  }

  books.watch(({ kind, id, before, after }) => {
    if (kind !== 'lane' && kind !== 'campaign') return
    const campaignId = kind === 'lane' && after ? campaignOf(after.PK) : id
    if (kind === 'lane') {
      placed.add(campaignId, count(after, 'callsPlaced') - count(before, 'callsPlaced'))
      billed.add(campaignId, count(after, 'billedSeconds') - count(before, 'billedSeconds'))
    }
    if (!isSpent(campaignId)) spentAt.delete(campaignId)
    else if (!spentAt.has(campaignId)) spentAt.set(campaignId, now())
  })

  return {
    dialled({ attemptId }) {
      const spent = spentAt.get(partsOf(attemptId).campaignId)
      if (spent !== undefined && now() > spent + KNOWN_AFTER_MS) {
        violations.add('overspent', `${attemptId} is dialled ${now() - spent} ms after the campaign’s budget was used up`)
      }
    },
  }
}
