// The telephone account as it stands, as it is asked for.

import { inParallel } from '#app/in-parallel.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { Ports } from '#app/ports.ts'
import { Provider } from '#app/records/breaker.ts'
import type { AccountStatus } from '#contract/account.ts'
import { limitsNow } from './account-limits.ts'

type Needs = Pick<Ports, 'account' | 'activity' | 'campaigns' | 'clock' | 'lanes'>

const WIDTH = 25
/** Far enough back for a stop that still matters. */
const ENTRIES = 100

/** The sums of the lanes may be so old: this is a look, not a decision. */
const MAX_AGE_MS = 1_000

const campaignsAtWork = async (
  ports: Needs,
  shares: Record<string, { lines: number } | undefined>,
): Promise<AccountStatus['campaigns']> => {
  const watched = await ports.campaigns.watched()
  const looked = await inParallel(watched, WIDTH, async (id) => {
    const [campaign, { counters }] = await Promise.all([ports.campaigns.get(id), ports.lanes.sum(id, { maxAgeMs: MAX_AGE_MS })])
    if (!campaign || campaign.deletedAt) return []
    const { name, state } = campaign
    return [{ id, name, state, live: Math.max(0, counters.live ?? 0), lines: shares[id]?.lines ?? 0 }]
  })
  return looked.flat()
}

export const accountStatus =
  (ports: Needs, rules: Pick<DialRules, 'callsPerSecond' | 'concurrentCalls'>) => async (): Promise<AccountStatus> => {
    const [{ account, breakers }, { items }] = await Promise.all([
      ports.account.standing(),
      ports.activity.list(undefined, { limit: ENTRIES }),
    ])
    const campaigns = await campaignsAtWork(ports, account.shares)
    const now = limitsNow(account, rules)
    const stopped = items.find(({ action }) => action === 'emergency-stopped')
    const isBackedUp = account.dialsFrom !== undefined && Date.parse(account.dialsFrom) > ports.clock.now()
    return {
      lines: { allowed: rules.concurrentCalls, now: now.concurrentCalls },
      callsPerSecond: { allowed: rules.callsPerSecond, now: now.callsPerSecond },
      live: campaigns.reduce((sum, { live }) => sum + live, 0),
      ...(isBackedUp ? { dialsFrom: account.dialsFrom } : {}),
      breakers: Provider.options.map((provider) => {
        const { state, probeMs } = breakers[provider]
        const isWaiting = state !== 'closed' && probeMs !== undefined
        return { provider, state, ...(isWaiting ? { triedInMs: Math.max(0, probeMs - ports.clock.machine()) } : {}) }
      }),
      campaigns,
      ...(stopped ? { emergencyStoppedAt: stopped.at } : {}),
    }
  }
