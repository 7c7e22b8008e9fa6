// A campaign as its viewers see it, with a deadline for whatever is waited for.
import type { CampaignWithStats } from '#contract/campaign.ts'
import { withEvent } from '../cli/follow.ts'
import { eventsOf, type Watched } from '../cli/live.ts'

export type Viewing = Disposable & {
  /** What subscribing is answered with. */
  first(): Promise<CampaignWithStats>
  /** As soon as it is so; at once when it is so already. */
  until(isSo: (campaign: CampaignWithStats) => boolean): Promise<CampaignWithStats>
}

/** A deployment's first execution and its first functions start cold. */
const PATIENCE_MS = 60_000

export const viewing = ({ signal, ...watched }: Watched): Viewing => {
  const ended = new AbortController()
  const events = eventsOf({ ...watched, signal: AbortSignal.any([signal, ended.signal]) })
  let held: { campaign: CampaignWithStats; statsVersion: number } | undefined
  let lastHeard = 'nothing'

  /** False: it took too long. */
  const next = async (deadline: Promise<undefined>): Promise<boolean> => {
    const heard = await Promise.race([events.next(), deadline])
    if (heard === undefined || heard.done) return false
    lastHeard = heard.value.event
    if (held) held = withEvent(held, heard.value)
    else if (heard.value.event === 'campaign_update')
      held = { campaign: await watched.api('getCampaign', { params: { id: watched.campaignId }, signal }), statsVersion: 0 }
    return true
  }

  const until = async (isSo: (campaign: CampaignWithStats) => boolean): Promise<CampaignWithStats> => {
    const { promise: deadline, resolve } = Promise.withResolvers<undefined>()
    const timer = setTimeout(() => resolve(undefined), PATIENCE_MS)
    try {
      for (;;) {
        if (held && isSo(held.campaign)) return held.campaign
        if (!(await next(deadline))) {
          const state = held ? `${held.campaign.state}, ${held.campaign.stats.live} live` : 'unknown'
          throw new Error(`Nothing of it was pushed within ${PATIENCE_MS / 1_000} s. Its state: ${state}; last heard: ${lastHeard}.`)
        }
      }
    } finally {
      clearTimeout(timer)
    }
  }
  const dispose = (): void => {
    ended.abort()
    // Whoever still waits for an event is told by the abort; otherwise this closes the connection.
    events.return(undefined).catch(() => {})
  }
  return { first: () => until(() => true), until, [Symbol.dispose]: dispose }
}
