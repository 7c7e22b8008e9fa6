// A run that sleeps until a later hour hears of who became due before it, and of a campaign that has nothing left to do.
import { finishIfDone } from '#app/campaigns/finish-campaign.ts'
import type { NotingPorts } from '#app/campaigns/note-activity.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { LaneRecord } from '#app/records/lane.ts'
import { kickRun } from './kick-run.ts'

type Needs = NotingPorts & Pick<Ports, 'account' | 'campaigns' | 'contacts' | 'lanes' | 'machine' | 'random'>

/** A plan wakes two seconds before the next contact is due: who is overdue for so long was not there when it looked. */
const OVERSLEPT_MS = 30_000

export const wakeSleeper = async (ports: Needs, campaign: CampaignRecord, lanes: readonly LaneRecord[]): Promise<void> => {
  const { id, run, fruitless } = campaign
  if (lanes.some((lane) => lane.open && lane.run === run)) return
  const now = ports.clock.now()
  if (fruitless && Date.parse(fruitless.nextAt) > now) return
  if (await finishIfDone(ports, campaign)) return
  const next = await ports.contacts.nextDue(campaign)
  if (next === undefined || next > now - OVERSLEPT_MS) return
  // One that waits for lines of the account looks again by itself every half minute.
  const share = (await ports.account.get()).shares[id]
  if (share === undefined || share.wants === 0) await kickRun(ports, id, { ifRun: run })
}
