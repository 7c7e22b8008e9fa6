// An entry of the activity log: written after something was done. The log tells of it, and never undoes it.

import type { Ports } from '#app/ports.ts'
import type { Activity } from '#contract/activity.ts'

export type NotingPorts = Pick<Ports, 'activity' | 'clock' | 'log'>
type Needs = Pick<Ports, 'clock' | 'log'> & { activity: Pick<Ports['activity'], 'add'> }

export const noteActivity = async ({ activity, clock, log }: Needs, entry: Omit<Activity, 'id' | 'at'>): Promise<void> => {
  try {
    await activity.add({ ...entry, at: new Date(clock.now()).toISOString() })
  } catch (error) {
    // Failing now would tell the caller that nothing had been done.
    log.error('activity.not-written', { campaignId: entry.campaignId, action: entry.action, error })
  }
}
