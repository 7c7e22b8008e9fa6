// The names of the contract's metrics on screen, and what each means: one definition for every view.
import type { CampaignStats } from '#contract/campaign.ts'
import { FINAL_OUTCOMES, type FunnelStep } from '#contract/funnel.ts'
import type { Outcome } from '#contract/outcome.ts'

export type Metric = Exclude<keyof CampaignStats, 'outcomes'> | 'answeredRate'

export const METRICS: Record<Metric, { label: string; definition: string }> = {
  totalContacts: { label: 'Contacts', definition: 'Contacts in the campaign; rejects and duplicates are not counted.' },
  waiting: { label: 'Waiting', definition: 'Contacts that were never called yet.' },
  live: { label: 'Live', definition: 'Contacts on the telephone, from the claim to the end of the call.' },
  retrying: { label: 'Retrying', definition: 'Contacts that will be called again.' },
  finished: { label: 'Finished', definition: 'Contacts that will not be called again.' },
  callsPlaced: { label: 'Calls placed', definition: 'Attempts that the provider accepted.' },
  callsAnswered: { label: 'Calls answered', definition: 'Attempts that were answered, by whoever or whatever.' },
  callsCompleted: { label: 'Calls completed', definition: 'Attempts that were answered and have ended.' },
  callsFailed: { label: 'Calls failed', definition: 'Attempts that ended without being answered.' },
  averageDuration: { label: 'Average duration', definition: 'Mean billed seconds of the completed calls.' },
  successRate: { label: 'Success rate', definition: 'Contacts with a successful conversation ÷ finished contacts.' },
  answeredRate: { label: 'Answered rate', definition: 'Answered calls ÷ calls placed.' },
}

/** Undefined before the first call: nothing can be said of no calls. */
export const answeredRate = ({ callsAnswered, callsPlaced }: CampaignStats): number | undefined =>
  callsPlaced > 0 ? callsAnswered / callsPlaced : undefined

/** How far it is: nothing is done of no contacts. */
export const finishedShare = ({ finished, totalContacts }: CampaignStats): number => (totalContacts > 0 ? finished / totalContacts : 0)

/** What is told of a part of a campaign's calls: by hour, by attempt, by column. The rates are shares of `calls`. */
export const CALL_METRICS = {
  calls: METRICS.callsPlaced,
  answered: { label: 'Answered', definition: METRICS.answeredRate.definition },
  successful: {
    label: 'Successful',
    definition:
      'Calls in which a human was spoken with, and which the agent’s evaluation, where there is one, does not call a failure ÷ calls placed.',
  },
  contacts: { label: 'Contacts', definition: 'Contacts with this value, whether they were called yet or not.' },
} as const

/** Which share of the calls is looked at. */
export type CallRate = 'answered' | 'successful'

/** How each outcome is written and marked: by hue and lightness, and always beside its word. */
export const OUTCOMES: Record<Outcome, { label: string; mark: string; stroke: string }> = {
  human: { label: 'Human', mark: 'bg-human', stroke: 'stroke-human' },
  voicemail: { label: 'Voicemail', mark: 'bg-voicemail', stroke: 'stroke-voicemail' },
  'no-answer': { label: 'No answer', mark: 'bg-unreached', stroke: 'stroke-unreached' },
  busy: { label: 'Busy', mark: 'bg-busy', stroke: 'stroke-busy' },
  'invalid-number': { label: 'Invalid number', mark: 'bg-failed', stroke: 'stroke-failed' },
  rejected: { label: 'Rejected', mark: 'bg-failed', stroke: 'stroke-failed' },
  'carrier-failure': { label: 'Carrier failure', mark: 'bg-failed', stroke: 'stroke-failed' },
  'media-failure': { label: 'Media failure', mark: 'bg-failed', stroke: 'stroke-failed' },
  'opted-out': { label: 'Opted out', mark: 'bg-failed', stroke: 'stroke-failed' },
  canceled: { label: 'Canceled', mark: 'bg-unreached', stroke: 'stroke-unreached' },
  unresolved: { label: 'Unresolved', mark: 'bg-failed', stroke: 'stroke-failed' },
}

/** The parts into which a campaign's contacts are split, in the order of the bar. */
export const SHARES = {
  human: { label: 'Human', definition: 'Finished: a human answered.' },
  voicemail: { label: 'Voicemail', definition: 'Finished: a machine answered.' },
  unreached: { label: 'Not reached', definition: 'Finished: nobody answered as often as the rules allow.' },
  failed: {
    label: 'Cannot be called',
    definition: 'Finished: invalid number, call rejected, opted out, or a fate that could not be proven.',
  },
  live: METRICS.live,
  retrying: METRICS.retrying,
  waiting: METRICS.waiting,
} as const

export type ShareName = keyof typeof SHARES
export type Share = { name: ShareName; contacts: number }

/**
 * The contacts of a campaign, split: the parts always add up to the total.
 * Outcomes count attempts, not contacts; but nobody is called again after a human, a voicemail or one of FINAL_OUTCOMES, so for these
 * the two are the same, and whoever else is finished was not reached.
 */
export const sharesOf = (stats: CampaignStats): readonly Share[] => {
  let left = stats.finished
  const take = (wanted: number): number => {
    const taken = Math.min(left, wanted)
    left -= taken
    return taken
  }
  const human = take(stats.outcomes.human ?? 0)
  const voicemail = take(stats.outcomes.voicemail ?? 0)
  const failed = take(FINAL_OUTCOMES.reduce((sum, outcome) => sum + (stats.outcomes[outcome] ?? 0), 0))
  return [
    { name: 'human', contacts: human },
    { name: 'voicemail', contacts: voicemail },
    { name: 'unreached', contacts: left },
    { name: 'failed', contacts: failed },
    { name: 'live', contacts: stats.live },
    { name: 'retrying', contacts: stats.retrying },
    { name: 'waiting', contacts: stats.waiting },
  ]
}

/** The steps of the funnel as they are named and meant; the first is the whole list. */
export const FUNNEL: Record<'contacts' | FunnelStep, { label: string; definition: string }> = {
  contacts: METRICS.totalContacts,
  eligible: {
    label: 'Eligible',
    definition: 'Contacts that can be called: without invalid numbers, refusals, whoever opted out, and calls whose fate was never proven.',
  },
  called: { label: 'Called', definition: 'Eligible contacts whose turn has come; the others still wait for their first call.' },
  answered: { label: 'Answered', definition: 'Calls that were answered, by whoever or whatever.' },
  human: { label: 'Human', definition: 'Calls that a human answered.' },
  success: { label: 'Success', definition: 'Contacts with a successful conversation.' },
}

export type FunnelName = keyof typeof FUNNEL

/** The way from the list to a success, from the same counters as everything else on the page. */
export const funnelOf = (stats: CampaignStats): readonly { name: FunnelName; count: number }[] => {
  const barred = sharesOf(stats).find(({ name }) => name === 'failed')?.contacts ?? 0
  const eligible = stats.totalContacts - barred
  return [
    { name: 'contacts', count: stats.totalContacts },
    { name: 'eligible', count: eligible },
    { name: 'called', count: Math.max(0, eligible - stats.waiting) },
    { name: 'answered', count: stats.callsAnswered },
    { name: 'human', count: stats.outcomes.human ?? 0 },
    { name: 'success', count: Math.round((stats.successRate ?? 0) * stats.finished) },
  ]
}
