// When a contact may be called by what its own row says: from an instant on, until another, and between two times of each day.
import { Weekday } from '#contract/campaign-settings.ts'
import { campaignHours, type HoursRule } from './hours.ts'
import { NEVER, opensAt, RINGING_MS } from './opening.ts'
import { spanAt } from './zone-time.ts'

export type CallTimes = { callAfter?: string | undefined; callBefore?: string | undefined }

type OwnTimes = {
  from: number
  /** From then on, never. */
  until: number
  /** On every day; absent: at any time of it. */
  hours?: HoursRule
}

const DAY_MS = 24 * 60 * 60 * 1000

const isTimeOfDay = (text: string): boolean => text.length === '17:30'.length
const isInstant = (text: string): boolean => text.endsWith('Z')

/** A place's clock shows the time once; twice when it is set back, and never when it leaps over it. */
const instantsOf = (local: string, zone: string): number[] => {
  const wall = Date.parse(`${local}:00.000Z`)
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((at) => spanAt(zone, at).offsetMs)
  const near = offsets.map((offsetMs) => wall - offsetMs)
  const shown = near.filter((at) => at + spanAt(zone, at).offsetMs === wall)
  return shown.length > 0 ? shown : near
}

const momentsOf = (text: string | undefined, zones: readonly string[]): number[] => {
  if (text === undefined || isTimeOfDay(text)) return []
  return isInstant(text) ? [Date.parse(text)] : zones.flatMap((zone) => instantsOf(text, zone))
}

const timeOf = (text: string | undefined): string | undefined => (text !== undefined && isTimeOfDay(text) ? text : undefined)

/** Each text must hold in all zones in which the contact may be: the later beginning, the earlier end. */
export const ownTimes = ({ callAfter, callBefore }: CallTimes, zones: readonly string[]): OwnTimes => {
  const [from, to] = [timeOf(callAfter), timeOf(callBefore)]
  const window = { from: from ?? '00:00', to: to === undefined || to === '00:00' ? '24:00' : to, days: [...Weekday.options] }
  return {
    from: Math.max(Number.NEGATIVE_INFINITY, ...momentsOf(callAfter, zones)),
    until: Math.min(NEVER, ...momentsOf(callBefore, zones)),
    ...(from === undefined && to === undefined ? {} : { hours: { ...campaignHours(window), name: 'the contact’s row' } }),
  }
}

/** When a contact that is new may be called first, as far as its own row goes; NEVER: it is too late. */
export const firstCallAt = (times: CallTimes, zones: readonly string[], now: number): number => {
  if (times.callAfter === undefined && times.callBefore === undefined) return now
  const { from, until, hours } = ownTimes(times, zones)
  const opens = opensAt({ zones, rules: hours ? [hours] : [] }, Math.max(now, from))
  return opens + RINGING_MS > until ? NEVER : opens
}

/** Why a contact is never called any more. */
export const tooLate = ({ callAfter, callBefore }: CallTimes): string =>
  callAfter === undefined
    ? `the row says not to call after ${callBefore}, and no moment is left before that`
    : `the row says to call after ${callAfter} and before ${callBefore}, and no moment is left between them`
