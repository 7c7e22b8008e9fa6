// Watches the telephone network: who is called, how often, and on how many lines (I1, I2, I8, I12), and for how much of its campaign’s budget.
import type { CampaignRecord } from '#app/records/campaign.ts'
import { partsOf } from '#domain/ids.ts'
import type { NetworkCall } from '../network/call.ts'
import type { CallEvents } from '../network/switchboard.ts'
import type { AllowedLines } from './allowed-lines.ts'
import type { Books } from './books.ts'
import { tally } from './tally.ts'
import type { Violations } from './violations.ts'

/** A day counts from claim to claim, and a call may be placed so much later than it was claimed. */
const DAY_MS = 24 * 60 * 60 * 1_000 - 90_000

type Needs = {
  books: Books
  violations: Violations
  now: () => number
  callsPerDay: number
  /** Of the account. */
  concurrentCalls: number
  linesOf: AllowedLines
}

/** One budget for the contact: with a ladder, its longest list. */
const budgetOf = (campaign: CampaignRecord | undefined): number => {
  const { retries, retryCount = 0 } = campaign?.settings ?? {}
  return 1 + (retries ? Math.max(0, ...Object.values(retries).map((delays) => delays.length)) : retryCount)
}

export type CallWatch = CallEvents & { live(campaignId: string): number }

export const watchCalls = ({ books, violations, now, callsPerDay, concurrentCalls, linesOf }: Needs): CallWatch => {
  const ofAttempt = tally()
  const ofContact = tally()
  const liveTo = tally()
  /** By campaign: its live calls, and when they were placed. */
  const live = new Map<string, Map<string, number>>()
  const ofCampaign = tally()
  const lately = new Map<string, number[]>()

  const callsOfDay = (to: string): number => {
    const recent = (lately.get(to) ?? []).filter((at) => at > now() - DAY_MS)
    recent.push(now())
    lately.set(to, recent)
    return recent.length
  }

  const liveOf = (campaignId: string): Map<string, number> => {
    const calls = live.get(campaignId) ?? new Map<string, number>()
    live.set(campaignId, calls)
    return calls
  }

  const placed = ({ sid, to, attemptId }: NetworkCall): void => {
    const { campaignId, contactId } = partsOf(attemptId)
    const budget = budgetOf(books.campaign(campaignId))
    if (ofAttempt.add(attemptId) > 1) violations.add('I2', `${sid} is a second call of ${attemptId}`)
    if (ofContact.add(`${campaignId} ${contactId}`) > budget) violations.add('I2', `${sid} is over the budget of ${contactId}`)
    if (liveTo.add(to) > 1) violations.add('I1', `${sid} of ${attemptId} to ${to}`)
    const calls = liveOf(campaignId).set(sid, now())
    const lines = linesOf(campaignId, calls.values())
    if (calls.size > lines) violations.add('I8', `${sid} makes ${calls.size} live calls on ${lines} lines`)
    const ofAccount = [...live.values()].reduce((sum, { size }) => sum + size, 0)
    if (ofAccount > concurrentCalls) violations.add('I8', `${sid} makes ${ofAccount} live calls on the account’s ${concurrentCalls} lines`)
    const most = books.campaign(campaignId)?.settings.budget?.calls ?? Number.POSITIVE_INFINITY
    // Lanes that claim in the same instant may each place one more.
    if (ofCampaign.add(campaignId) > most + lines) violations.add('overspent', `${sid} is beyond the budget of ${most} calls`)
    if (callsOfDay(to) > callsPerDay) violations.add('I12', `${sid} to ${to}`)
  }

  const ended = ({ sid, to, attemptId, state }: NetworkCall): void => {
    const { campaignId, contactId } = partsOf(attemptId)
    liveTo.add(to, -1)
    liveOf(campaignId).delete(sid)
    // A cancelled call is not counted against the budget.
    if (state === 'canceled') ofContact.add(`${campaignId} ${contactId}`, -1)
  }

  return { placed, ended, live: (campaignId) => live.get(campaignId)?.size ?? 0 }
}
