// What can be done with a campaign in each state, and what is said of it.
import type { Campaign, CampaignStats } from '#contract/campaign.ts'
import type { CampaignState } from '#contract/campaign-parts.ts'
import { plural } from '../../format.ts'

export type Command = 'start' | 'pause' | 'resume' | 'stop'

export const OPERATIONS = {
  start: 'startCampaign',
  pause: 'pauseCampaign',
  resume: 'resumeCampaign',
  stop: 'stopCampaign',
} as const satisfies Record<Command, string>

export const LABELS: Record<Command, { idle: string; running: string; failed: string }> = {
  start: { idle: 'Start', running: 'Starting…', failed: 'The campaign was not started.' },
  pause: { idle: 'Pause', running: 'Pausing…', failed: 'The campaign was not paused.' },
  resume: { idle: 'Resume', running: 'Resuming…', failed: 'The campaign was not resumed.' },
  stop: { idle: 'Stop', running: 'Stopping…', failed: 'The campaign was not stopped.' },
}

export const idleText = (command: Command, { startsAt }: Campaign): string =>
  command === 'start' && startsAt !== undefined ? 'Start now' : LABELS[command].idle

const OFFERED: Record<CampaignState, readonly Command[]> = {
  draft: ['start'],
  active: ['pause', 'stop'],
  pausing: ['resume', 'stop'],
  paused: ['resume', 'stop'],
  stopping: [],
  completed: [],
  cancelled: ['start'],
}

/** A cancelled campaign is worth starting again only while somebody is left to call. */
export const offered = (state: CampaignState, stats: CampaignStats | undefined): readonly Command[] => {
  const isOver = stats !== undefined && stats.totalContacts === stats.finished
  return state === 'cancelled' && isOver ? [] : OFFERED[state]
}

/** What the reason of a campaign is the reason of. */
export const whyText = (state: CampaignState): string => (state === 'draft' ? 'Why it has not started' : 'Why it is paused')

/** What a command has done, from the campaign that it answered with. */
export const resultOf = (command: Command, { state }: Campaign): string => {
  if (command === 'start') return 'Calling has started.'
  if (command === 'resume') return 'Calling goes on.'
  if (command === 'pause') return state === 'paused' ? 'Paused: no more calls are placed.' : 'Pausing: a dial is still in flight.'
  return state === 'cancelled' ? 'Stopped.' : 'Stopping: queued and ringing calls are being cancelled.'
}

const WINDING_DOWN: ReadonlySet<CampaignState> = new Set(['pausing', 'paused', 'stopping', 'cancelled'])

/** What is still live in a campaign that places no more calls. */
export const stillLive = (state: CampaignState, stats: CampaignStats | undefined): string | undefined =>
  stats && stats.live > 0 && WINDING_DOWN.has(state)
    ? `${plural(stats.live, 'call')} ${stats.live === 1 ? 'ends by itself' : 'end by themselves'}`
    : undefined

/** What stopping costs, before it is done. */
export const stopConsequence = (stats: CampaignStats | undefined): string => {
  if (!stats) return 'Stop cancels every contact that is not finished. Live calls end by themselves.'
  return `Stop cancels ${plural(stats.waiting + stats.retrying, 'contact')}. Live calls end by themselves.`
}
