// Emergency stop: every campaign is paused at once, and whatever would have set one going is called off. Live calls end by themselves.

import { changeCampaign } from '#app/campaigns/change-campaign.ts'
import { type NotingPorts, noteActivity } from '#app/campaigns/note-activity.ts'
import { STOPPED } from '#app/campaigns/stop-campaign.ts'
import { AppError } from '#app/errors.ts'
import { inParallel } from '#app/in-parallel.ts'
import { type ClosingPorts, finishClosing, PATIENCE_MS } from '#app/lanes/close-lanes.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignId } from '#contract/ids.ts'

type Needs = ClosingPorts & NotingPorts

/** Campaigns at the same time: more than anybody runs. */
const WIDTH = 100
const REASON = 'Emergency stop: a person has paused all campaigns'
const CALLED_OFF = 'Emergency stop: it does not start by itself any more.'
/** Who starts campaigns for ever while they are being stopped is not waited for. */
const LOOKS = 5

export const emergencyStop = (ports: Needs) => async (): Promise<{ campaigns: CampaignRecord[]; live: number }> => {
  // State first, everywhere: from then on no lane begins a turn, however long it takes to close them.
  const { watched, paused, calledOff, failed } = await haltAll(ports)
  const campaigns = await inParallel(paused, WIDTH, (campaign) => atRest(ports, campaign))
  const sums = await inParallel(watched, WIDTH, (id) => ports.lanes.sum(id, { maxAgeMs: 0 }))
  const live = sums.reduce((all, { counters }) => all + (counters.live ?? 0), 0)

  const evidence = { campaigns: campaigns.length, live }
  await noteActivity(ports, { by: 'person', action: 'emergency-stopped', evidence })
  await inParallel(campaigns, WIDTH, ({ id }) =>
    noteActivity(ports, { campaignId: id, by: 'person', action: 'paused', because: 'emergency stop' }),
  )
  await inParallel(calledOff, WIDTH, (id) =>
    noteActivity(ports, { campaignId: id, by: 'person', action: 'unscheduled', because: 'emergency stop' }),
  )
  if (failed.length === 0) return { campaigns, live }
  throw new AppError('unavailable', `These campaigns could not be paused, all others are: ${failed.join(', ')}. Stop again.`)
}

type Halted = { watched: readonly CampaignId[]; paused: CampaignRecord[]; calledOff: CampaignId[]; failed: CampaignId[] }

/** Looks again until nobody is at work: a campaign that somebody starts, or resumes, at this moment is meant as well. */
const haltAll = async (ports: Needs): Promise<Halted> => {
  const paused = new Map<CampaignId, CampaignRecord>()
  const calledOff: CampaignId[] = []
  for (let looks = 1; ; looks++) {
    // Scheduled first: one that starts in between is watched by then.
    const scheduled = await ports.campaigns.scheduled()
    const watched = await ports.campaigns.watched()
    const ids = new Set([...scheduled.map(({ id }) => id), ...watched])
    const told = await inParallel([...ids], WIDTH, (id) => halt(ports, id))
    const now = told.flatMap((one) => (one.kind === 'pausing' ? [one.campaign] : []))
    for (const campaign of now) paused.set(campaign.id, campaign)
    calledOff.push(...told.flatMap((one) => (one.kind === 'called-off' ? [one.id] : [])))
    const failed = told.flatMap((one) => (one.kind === 'failed' ? [one.id] : []))
    if (now.length === 0 || looks === LOOKS) return { watched, paused: [...paused.values()], calledOff, failed }
  }
}

type Told = { kind: 'pausing'; campaign: CampaignRecord } | { kind: 'idle' } | { kind: 'called-off' | 'failed'; id: CampaignId }

/** One that cannot be written must not keep the others from being paused. */
const halt = async (ports: Needs, id: CampaignId): Promise<Told> => {
  try {
    let wasScheduled = false
    const { campaign, changed } = await changeCampaign(ports, id, (current) => {
      wasScheduled = current.startsAt !== undefined
      return halted(current)
    })
    if (changed && campaign.state === 'pausing') return { kind: 'pausing', campaign }
    return wasScheduled ? { kind: 'called-off', id } : { kind: 'idle' }
  } catch (error) {
    ports.log.error('emergency-stop.failed', { campaignId: id, error })
    return { kind: 'failed', id }
  }
}

const halted = ({
  state,
  run,
  openImports,
  startsAt,
  startWhenImported,
  reopening,
}: CampaignRecord): Partial<CampaignRecord> | undefined => {
  // The contacts of an open import would bring a completed campaign back to work.
  const isAtWork = state === 'active' || (state === 'completed' && openImports > 0)
  if (isAtWork) return { state: 'pausing', run: run + 1, reason: REASON }
  if (startsAt) return { ...STOPPED, reason: CALLED_OFF }
  return startWhenImported || reopening ? STOPPED : undefined
}

/** The reconciler brings to rest what could not be closed now. */
const atRest = async (ports: Needs, campaign: CampaignRecord): Promise<CampaignRecord> => {
  try {
    return (await finishClosing(ports, campaign.id, { patienceMs: PATIENCE_MS })) ?? campaign
  } catch (error) {
    ports.log.error('emergency-stop.lanes-left', { campaignId: campaign.id, error })
    return campaign
  }
}
