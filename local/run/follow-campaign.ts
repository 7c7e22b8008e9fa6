// Follows a campaign to its end and shows how far it is.
import { setTimeout as rest } from 'node:timers/promises'
import type { CampaignWithStats } from '#contract/campaign.ts'
import type { Api } from '#contract/client.ts'
import { patiently } from './patience.ts'
import { progressLine, progressOn, type Sample, type Terminal, timeLeft } from './progress.ts'

const EVERY_MS = 250
const OVER: ReadonlySet<CampaignWithStats['state']> = new Set(['completed', 'cancelled'])

type Options = { api: Api; speed: () => number; output: Terminal; signal: AbortSignal }

/** Resolves with the campaign as it ended: completed or cancelled, with no call left. */
export const followCampaign = async (id: CampaignWithStats['id'], { api, speed, output, signal }: Options): Promise<CampaignWithStats> => {
  const progress = progressOn(output)
  let first: Sample | undefined
  let placedAtFirst = 0
  for (;;) {
    const campaign = await patiently(() => api('getCampaign', { params: { id }, signal }), signal)
    const atMs = performance.now()
    if (!first) placedAtFirst = campaign.stats.callsPlaced
    first ??= { atMs, finished: campaign.stats.finished }
    const minutes = Math.max(1 / 60, (atMs - first.atMs) / 60_000)
    const callsPerMinute = (campaign.stats.callsPlaced - placedAtFirst) / minutes
    const isOver = OVER.has(campaign.state) && campaign.stats.live === 0
    const left = campaign.state === 'active' ? timeLeft(campaign, first, atMs) : undefined
    progress.show(progressLine(campaign, { speed: speed(), callsPerMinute, left }), atMs, isOver)
    if (isOver) return campaign
    await rest(EVERY_MS, undefined, { signal })
  }
}
