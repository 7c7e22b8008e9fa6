// What calls cost, at list prices in the United States, in dollars; and what a campaign's or a call's come to.
import type { Call } from '#contract/call.ts'
import type { CampaignStats } from '#contract/campaign.ts'
import type { CampaignSettings } from '#contract/campaign-settings.ts'
import { LIST_PRICES_MICROS } from '#contract/list-prices.ts'

const dollarsOf = (micros: number): number => micros / 1_000_000

export const PRICES = {
  telephonePerMinute: dollarsOf(LIST_PRICES_MICROS.telephonePerMinute),
  streamPerMinute: dollarsOf(LIST_PRICES_MICROS.streamPerMinute),
  agentPerMinute: dollarsOf(LIST_PRICES_MICROS.agentPerMinute),
  detectionPerCall: dollarsOf(LIST_PRICES_MICROS.detectionPerCall),
} as const

/** The audio of a call reaches Ringmaster as a media stream, for as long as the call lasts. */
export const LINE_PER_MINUTE = dollarsOf(LIST_PRICES_MICROS.telephonePerMinute + LIST_PRICES_MICROS.streamPerMinute)

const MINUTE_S = 60
/** A call is billed by the begun minute: on average half a minute more than it lasts. */
const BEGUN_MINUTES = 0.5

type Machines = Pick<CampaignSettings, 'answeringMachine'>

const detection = ({ answeringMachine }: Machines): number => (answeringMachine === 'off' ? 0 : PRICES.detectionPerCall)

/** So far: machines that are hung up on cost no minutes of the agent. */
export const spentBy = (stats: CampaignStats, settings: Machines): number => {
  const { callsCompleted, callsAnswered, averageDuration, outcomes } = stats
  const minutes = (callsCompleted * (averageDuration ?? 0)) / MINUTE_S
  const machines = settings.answeringMachine === 'off' ? 0 : (outcomes.voicemail ?? 0)
  const talking = callsCompleted > 0 ? (callsCompleted - Math.min(machines, callsCompleted)) / callsCompleted : 0
  return (
    (minutes + callsCompleted * BEGUN_MINUTES) * LINE_PER_MINUTE +
    minutes * talking * PRICES.agentPerMinute +
    callsAnswered * detection(settings)
  )
}

/** At the cost of the contacts that are finished; undefined while too few are to say anything. */
export const expectedOf = (stats: CampaignStats, spent: number): number | undefined =>
  stats.finished < 3 || stats.finished === stats.totalContacts ? undefined : (spent * stats.totalContacts) / stats.finished

type Billed = Pick<Call, 'seconds' | 'outcome' | 'answeredBy' | 'heldDirectly'>

/** Of one call that is over; undefined when nobody answered, which costs nothing. */
export const costOf = ({ seconds, outcome, answeredBy, heldDirectly }: Billed): number | undefined => {
  if (seconds === undefined || seconds === 0) return undefined
  const agent = outcome === 'voicemail' ? 0 : (seconds / MINUTE_S) * PRICES.agentPerMinute
  const listened = answeredBy === undefined ? 0 : PRICES.detectionPerCall
  const perMinute = heldDirectly ? PRICES.telephonePerMinute : LINE_PER_MINUTE
  return Math.ceil(seconds / MINUTE_S) * perMinute + agent + listened
}

export const PRICE_NOTE = 'An estimate at list prices in the United States; your contracts say what you pay.'
