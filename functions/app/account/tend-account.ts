// Every minute: the account's ceilings rise after quiet times, and what campaigns do not use of their shares goes to the others.

import { kickRun } from '#app/lanes/kick-run.ts'
import { leaveShare, lineLimit, shrinkShares, takeBack } from '#app/lanes/share-lines.ts'
import type { EnginePorts } from '#app/ports.ts'
import type { AccountRecord, Share } from '#app/records/account.ts'
import { CampaignId } from '#contract/ids.ts'
import { dialRate, needsOf } from '#domain/dial-shares.ts'
import { dueLines, freeLines } from '#domain/line-shares.ts'
import { type AccountLimits, limitsNow, raiseCeilings } from './account-limits.ts'
import { changeAccount } from './change-account.ts'

type Needs = Pick<EnginePorts, 'account' | 'activity' | 'campaigns' | 'clock' | 'lanes' | 'log' | 'machine' | 'pacer' | 'random'>

/** So much more must be free for a campaign before it is planned anew, since all its lanes then start again. */
const WORTH_A_RUN = 0.1
/** Dials are counted over so long at least. */
const LEAST_SPAN_MS = 20_000

export const tendAccount = (ports: Needs, limits: AccountLimits) => async (): Promise<void> => {
  const { shares } = await raiseCeilings(ports, limits)
  const ids = Object.keys(shares).map((id) => CampaignId.parse(id))
  for (const id of ids) await dropIfEnded(ports, id)
  if (ids.length > 1) await lookAtUse(ports, limits, ids)
  await shrinkShares(ports, limits)
  await grow(ports, limits)
}

/** A campaign that was paused or has ended without its last run noticing. */
const dropIfEnded = async (ports: Needs, id: CampaignId): Promise<void> => {
  const campaign = await ports.campaigns.get(id)
  if (campaign?.state !== 'active') await leaveShare(ports, id, { upToRun: campaign?.run ?? Number.MAX_SAFE_INTEGER })
}

type Use = { run: number; wants: number; calls: number }

/** What each has used, and could still use, decides what is left to the others. */
const lookAtUse = async (ports: Needs, limits: AccountLimits, ids: readonly CampaignId[]): Promise<void> => {
  const uses = new Map<string, Use>()
  for (const id of ids) {
    const [campaign, { counters }] = await Promise.all([ports.campaigns.get(id), ports.lanes.sum(id, { maxAgeMs: 0 })])
    if (campaign?.state !== 'active') continue
    const unfinished = campaign.totalContacts - (counters.finished ?? 0)
    const wants = Math.max(1, Math.min(campaign.settings.maxConcurrentCalls, unfinished))
    uses.set(id, { run: campaign.run, wants, calls: counters.callsPlaced ?? 0 })
  }
  await changeAccount(ports, (account) => {
    const seen = Object.entries(account.shares).map(([id, share]): [string, Share] => {
      const use = uses.get(id)
      // One that waits for nothing but the end of its calls, or was planned anew since, is left as it is.
      const isSame = use?.run === share.run && share.wants > 0
      return [id, isSame ? used(ports, { account, limits, id }, use) : share]
    })
    return { shares: Object.fromEntries(seen) }
  })
}

const used = (
  { clock }: Pick<Needs, 'clock'>,
  { account, limits, id }: { account: AccountRecord; limits: AccountLimits; id: string },
  { wants, calls }: Use,
): Share => {
  const { [id]: share, ...others } = account.shares
  if (!share) throw new Error(`The campaign ${id} has no share`)
  const now = clock.now()
  const placed = { calls, at: new Date(now).toISOString() }
  // More contacts come with a new run, which asks for itself.
  const seen = { ...share, wants: Math.min(wants, share.wants), placed: share.placed ?? placed }
  const spanMs = now - Date.parse(seen.placed.at)
  if (spanMs < LEAST_SPAN_MS) return seen
  const rate = dialRate(limitsNow(account, limits).callsPerSecond, share, Object.values(others))
  return { ...seen, placed, needs: needsOf({ used: ((calls - seen.placed.calls) * 1_000) / spanMs, rate }) }
}

/** Whoever is due clearly more lines than it has is planned anew, as far as lines are free. */
const grow = async (ports: Needs, limits: AccountLimits): Promise<void> => {
  const account = await ports.account.get()
  const { shares } = (await takeBack(ports, account)) ? await ports.account.get() : account
  const limit = lineLimit(ports, account, limits)
  const due = dueLines(shares, limit)
  let free = freeLines(shares, limit.ceiling)
  const byNeed = Object.entries(shares).sort(([, a], [, b]) => a.lines / a.weight - b.lines / b.weight)
  for (const [id, { lines, run }] of byNeed) {
    const gain = Math.min((due.get(id) ?? 0) - lines, free)
    if (gain <= 0) continue
    free -= gain
    // One without any line looks again by itself, every half minute.
    if (lines > 0 && gain >= lines * WORTH_A_RUN) await kickRun(ports, CampaignId.parse(id), { ifRun: run })
  }
}
