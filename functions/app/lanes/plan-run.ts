// How many lanes a run gets, or how long it has to wait, or that there is nothing to do.

import type { AccountLimits } from '#app/account/account-limits.ts'
import { finishIfDone, unfinishedContacts } from '#app/campaigns/finish-campaign.ts'
import type { NotingPorts } from '#app/campaigns/note-activity.ts'
import { inParallel } from '#app/in-parallel.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { PlanResult, RunInput } from '#contract/machine.ts'
import { bridgeIsComing, type SleepyBridge } from './await-bridge.ts'
import { enterShare, leaveShare, type SharingPorts } from './share-lines.ts'

type Needs = SharingPorts & NotingPorts & Pick<Ports, 'campaigns' | 'contacts'>

/** The due index is empty though the campaign is not complete: it lags, or an import is about to fill it. */
const EMPTY_SECONDS = 10
/** A change of plan starts a new run, so this is only how long a wait may be. */
const MAX_WAIT_SECONDS = 15 * 60
/** All lines of the account are other campaigns': their calls have to end first. */
const NO_LINE_SECONDS = 30
/** A retry this near is worth starting the lanes for; they are started this long before it. */
const WORTH_MS = 3_000
const AHEAD_MS = 2_000
/** Lanes opened at the same time. */
const WIDTH = 25
/** The first task of the bridge is on its way. */
const BRIDGE_SECONDS = 15
/** One look at all lanes serves the whole plan. */
const SAME_LOOK = { maxAgeMs: 1_000 }

/** `bridge`: only where it is let sleep while nobody is called. */
export const planRun =
  (ports: Needs, limits: AccountLimits, bridge?: SleepyBridge) =>
  async ({ campaignId, run }: RunInput): Promise<PlanResult> => {
    const campaign = await ports.campaigns.get(campaignId)
    if (!campaign || campaign.run !== run || campaign.state !== 'active') return { next: 'end' }
    const rest = (await restOf(ports, campaign)) ?? (await bridgeRest(ports, campaign, bridge))
    if (!rest || (rest.next === 'wait' && (await isAtWork(ports, campaign)))) return await openLanes(ports, limits, campaign)
    await leaveShare(ports, campaignId, { upToRun: run })
    return rest
  }

/** The run has been planned before: whom its lanes have reserved is no longer to be seen, and nobody may close these lanes. */
const isAtWork = async ({ lanes }: Needs, { id, run }: CampaignRecord): Promise<boolean> =>
  (await lanes.list(id)).some((lane) => lane.open && lane.run === run)

const wait = (ms: number): PlanResult => ({ next: 'wait', seconds: Math.min(MAX_WAIT_SECONDS, Math.ceil(ms / 1_000)) })

/** Why no lane is opened now; undefined: there is somebody to call. */
const restOf = async (ports: Needs, campaign: CampaignRecord): Promise<PlanResult | undefined> => {
  if (await finishIfDone(ports, campaign)) return { next: 'end' }
  const [{ busy }, next] = await Promise.all([ports.lanes.sum(campaign.id, SAME_LOOK), ports.contacts.nextDue(campaign)])
  const now = ports.clock.now()
  if (next === undefined) return { next: 'wait', seconds: EMPTY_SECONDS }
  // What an open import brings in the meantime is due at once.
  const longest = campaign.openImports > 0 ? EMPTY_SECONDS * 1_000 : Number.POSITIVE_INFINITY
  if (busy === 0 && next > now + WORTH_MS) return wait(Math.min(next - AHEAD_MS - now, longest))
  const broken = campaign.fruitless ? Date.parse(campaign.fruitless.nextAt) - now : 0
  return broken > 0 ? wait(broken) : undefined
}

/** While anybody talks there is a bridge, or one that is no good. */
const bridgeRest = async (ports: Needs, { id }: CampaignRecord, bridge: SleepyBridge | undefined): Promise<PlanResult | undefined> => {
  if (!bridge || (await ports.lanes.sum(id, SAME_LOOK)).busy > 0) return undefined
  return (await bridgeIsComing(ports, bridge)) ? { next: 'wait', seconds: BRIDGE_SECONDS } : undefined
}

const openLanes = async (ports: Needs, limits: AccountLimits, campaign: CampaignRecord): Promise<PlanResult> => {
  const { id, run, fruitless, settings } = campaign
  const unfinished = unfinishedContacts(campaign, await ports.lanes.sum(id, SAME_LOOK))
  // One lane is enough to find out whether what was broken still is.
  const wants = fruitless ? 1 : Math.max(1, Math.min(settings.maxConcurrentCalls, unfinished))
  const lines = await enterShare(ports, limits, { campaign, wants })
  if (lines === 0) return { next: 'wait', seconds: NO_LINE_SECONDS }

  const opened = await inParallel([...Array(lines).keys()], WIDTH, (k) => ports.lanes.open(id, { k, run }))
  // Another campaign may have come meanwhile, and taken back lanes that were not open yet.
  const share = (await ports.account.get()).shares[id]
  const left = share?.run === run ? Math.min(lines, share.lines) : 0
  // Refused: a newer run has the lane, or a pause has closed it. Then this run is over.
  if (left === 0 || opened.slice(0, left).includes(false)) return { next: 'end' }
  return { next: 'run', lines: left }
}
