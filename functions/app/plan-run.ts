// How many lanes a run gets, or how long it has to wait, or that there is nothing to do.
import type { PlanResult, RunInput } from '#contract/machine.ts'
import { finishedContacts, finishIfDone } from './finish-campaign.ts'
import { inParallel } from './in-parallel.ts'
import type { Ports } from './ports.ts'

type Needs = Pick<Ports, 'campaigns' | 'lanes' | 'contacts' | 'clock'>

/** The due index is empty though the campaign is not complete: it lags, or an import is about to fill it. */
const EMPTY_SECONDS = 10
/** A change of plan starts a new run, so this is only how long a wait may be. */
const MAX_WAIT_SECONDS = 15 * 60
/** A retry this near is worth starting the lanes for; they are started this long before it. */
const WORTH_MS = 3_000
const AHEAD_MS = 2_000
/** Lanes opened at the same time. */
const WIDTH = 25

export const planRun =
  (ports: Needs) =>
  async ({ campaignId, run }: RunInput): Promise<PlanResult> => {
    const campaign = await ports.campaigns.get(campaignId)
    if (!campaign || campaign.run !== run || campaign.state !== 'active') return { next: 'end' }
    if (await finishIfDone(ports, campaign)) return { next: 'end' }

    const [lanes, next] = await Promise.all([ports.lanes.list(campaignId), ports.contacts.nextDue(campaign)])
    const now = ports.clock.now()
    const isBusy = lanes.some(({ attemptId }) => attemptId !== undefined)
    if (next === undefined) return { next: 'wait', seconds: EMPTY_SECONDS }
    if (!isBusy && next > now + WORTH_MS) {
      return { next: 'wait', seconds: Math.min(MAX_WAIT_SECONDS, Math.ceil((next - AHEAD_MS - now) / 1_000)) }
    }

    const count = Math.max(1, Math.min(campaign.settings.maxConcurrentCalls, campaign.totalContacts - finishedContacts(lanes)))
    const opened = await inParallel([...Array(count).keys()], WIDTH, (k) => ports.lanes.open(campaignId, { k, run }))
    // Refused: a newer run has the lane, or a pause has closed it. Then this run is over.
    return opened.includes(false) ? { next: 'end' } : { next: 'run', lines: count }
  }
