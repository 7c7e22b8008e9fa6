// An entry of the activity log: written after something was done. The log tells of it, and never undoes it.

import type { NewsPorts } from '#app/ports.ts'
import type { Activity } from '#contract/activity.ts'

export type NotingPorts = Pick<NewsPorts, 'activity' | 'clock' | 'log'>

export const noteActivity = async ({ activity, clock, log }: NotingPorts, entry: Omit<Activity, 'id' | 'at'>): Promise<void> => {
  try {
    await activity.add({ ...entry, at: new Date(clock.now()).toISOString() })
  } catch (error) {
    // Failing now would tell the caller that nothing had been done.
    log.error('activity.not-written', { campaignId: entry.campaignId, action: entry.action, error })
  }
}
