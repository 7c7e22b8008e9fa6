// How long a campaign will take and what it will cost: an estimate from its settings, by what is assumed of the people on its list.
import type { CampaignSettings } from '#contract/campaign-settings.ts'
import { RetriedOutcome } from '#contract/outcome.ts'
import { LINE_PER_MINUTE, PRICES } from '../../prices.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Whoever's list is another should find here why the figure is. */
export const ASSUMED = {
  /** What a call means. */
  shares: { human: 0.3, voicemail: 0.25, 'no-answer': 0.3, busy: 0.1, 'carrier-failure': 0.05, 'media-failure': 0 },
  ringSeconds: 15,
  /** Nobody lets it ring for longer. */
  unansweredSeconds: 30,
  refusedSeconds: 4,
  talkSeconds: 90,
  /** With a machine, by what is done with machines. */
  machineSeconds: { off: 30, 'hang-up': 6, 'leave-message': 25 },
  /** Where the campaign has no hours of its own: what the law leaves. */
  hoursADay: 12,
  ...PRICES,
} as const

type Meant = keyof typeof ASSUMED.shares
type Waits = Record<RetriedOutcome, readonly number[]>

export type Estimate = { calls: number; talkMinutes: number; durationMs: number; dollars: number }

const waitsOf = ({ retries, retryCount, retryDelay }: CampaignSettings): Waits => {
  const same = Array.from({ length: retryCount }, () => retryDelay)
  // A voicemail is called again only when the ladder names it.
  const usual = (outcome: RetriedOutcome): readonly number[] => (outcome === 'voicemail' ? [] : same)
  const of = (outcome: RetriedOutcome): readonly number[] => (retries ? (retries[outcome] ?? []) : usual(outcome))
  return {
    'no-answer': of('no-answer'),
    busy: of('busy'),
    voicemail: of('voicemail'),
    'carrier-failure': of('carrier-failure'),
    'media-failure': of('media-failure'),
  }
}

/** How many calls there will be, and the longest that somebody on the list will have to wait between theirs. */
const callsOf = (people: number, waits: Waits): { calls: number; longestWaitMs: number } => {
  let calls = 0
  let longestWaitMs = 0
  let called = people
  for (let n = 0; called > 0; n += 1) {
    calls += called
    const again = RetriedOutcome.options.filter((outcome) => waits[outcome][n] !== undefined)
    const likely = again.filter((outcome) => called * ASSUMED.shares[outcome] >= 0.5)
    longestWaitMs += Math.max(0, ...likely.map((outcome) => waits[outcome][n] ?? 0))
    called *= again.reduce((sum, outcome) => sum + ASSUMED.shares[outcome], 0)
  }
  return { calls, longestWaitMs }
}

const answered = (settings: CampaignSettings): { talk: number; machine: number } => {
  const longest = settings.maxCallLength / 1_000
  return { talk: Math.min(ASSUMED.talkSeconds, longest), machine: Math.min(ASSUMED.machineSeconds[settings.answeringMachine], longest) }
}

/** Seconds that one call keeps a line busy, on average. */
const lineSeconds = (settings: CampaignSettings): number => {
  const { talk, machine } = answered(settings)
  const { ringSeconds, unansweredSeconds, refusedSeconds, shares } = ASSUMED
  const seconds: Record<Meant, number> = {
    human: ringSeconds + talk,
    voicemail: ringSeconds + machine,
    'no-answer': unansweredSeconds,
    busy: refusedSeconds,
    'carrier-failure': refusedSeconds,
    'media-failure': ringSeconds,
  }
  return RetriedOutcome.options.reduce((sum, meant) => sum + shares[meant] * seconds[meant], shares.human * seconds.human)
}

const minutesOfDay = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** How long the campaign may call on a day, and on how many days of a week. */
const openHours = ({ window }: CampaignSettings): { dailyMs: number; days: number } => {
  if (!window) return { dailyMs: ASSUMED.hoursADay * HOUR_MS, days: 7 }
  const minutes = minutesOfDay(window.to) - minutesOfDay(window.from)
  return { dailyMs: (minutes > 0 ? minutes : minutes + 24 * 60) * 60_000, days: new Set(window.days).size }
}

/** Work that does not fit into one day goes on when the next one opens. */
const onCalendar = (workMs: number, { dailyMs, days }: { dailyMs: number; days: number }): number => {
  const whole = Math.max(0, Math.ceil(workMs / dailyMs) - 1)
  return whole * DAY_MS * (7 / days) + (workMs - whole * dailyMs)
}

/** The account's own limits, and other campaigns beside this one, can only make it longer. */
export const estimate = (people: number, settings: CampaignSettings): Estimate => {
  const { calls, longestWaitMs } = callsOf(people, waitsOf(settings))
  const perCallMs = Math.max((lineSeconds(settings) * 1_000) / settings.maxConcurrentCalls, settings.callDelay)
  const hours = openHours(settings)
  // Whoever is called last has to wait for their retries, too.
  const durationMs = Math.max(onCalendar(calls * perCallMs, hours), onCalendar(people * perCallMs, hours) + longestWaitMs)
  const { talk, machine } = answered(settings)
  const { shares, agentPerMinute, detectionPerCall } = ASSUMED
  const conversations = calls * shares.human
  const machines = calls * shares.voicemail
  const talked = conversations * talk + (settings.answeringMachine === 'off' ? machines * machine : 0)
  // Each begun minute of the telephone is paid for.
  const billed = conversations * Math.ceil(talk / 60) + machines * Math.ceil(machine / 60)
  const detected = settings.answeringMachine === 'off' ? 0 : conversations + machines
  return {
    calls,
    talkMinutes: talked / 60,
    durationMs,
    dollars: billed * LINE_PER_MINUTE + (talked / 60) * agentPerMinute + detected * detectionPerCall,
  }
}
