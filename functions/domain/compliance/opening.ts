// When calling is allowed in all of a contact's possible time zones at once, by all of the rules that hold there.
import { type HoursRule, hoursOn } from './hours.ts'
import { spanAt } from './zone-time.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** A telephone rings about so long: a call must be allowed when it is dialled, and still when somebody answers. */
export const RINGING_MS = 40_000
/** What opens on one weekday alone may be shut on it by holidays three weeks running: beyond five weeks, nothing opens. */
const HORIZON_MS = 35 * DAY_MS
/** After every instant. */
export const NEVER = Number.POSITIVE_INFINITY

export type Schedule = { zones: readonly string[]; rules: readonly HoursRule[] }

/** On a clock that runs evenly until `until`: the first open instant from `wall` on. It may lie after `until`. */
const opensOnClock = (rules: readonly HoursRule[], wall: number, until: number): number => {
  for (let day = Math.floor(wall / DAY_MS); day * DAY_MS < until; day++) {
    for (const [from, to] of hoursOn(rules, day)) {
      if (wall < day * DAY_MS + to * MINUTE_MS) return Math.max(wall, day * DAY_MS + from * MINUTE_MS)
    }
  }
  return NEVER
}

const opensInZone = (zone: string, rules: readonly HoursRule[], { at, limit }: { at: number; limit: number }): number => {
  let from = at
  while (from < limit) {
    const { to, offsetMs } = spanAt(zone, from)
    const opens = opensOnClock(rules, from + offsetMs, to + offsetMs) - offsetMs
    if (opens < to) return opens
    from = to
  }
  return NEVER
}

const opensEverywhere = ({ zones, rules }: Schedule, at: number, limit: number): number => {
  const opens = zones.reduce((latest, zone) => opensInZone(zone, rules, { at: latest, limit }), at)
  return opens === at ? at : opensEverywhere({ zones, rules }, opens, limit)
}

const opensBefore = (schedule: Schedule, at: number, limit: number): number => {
  const opens = opensEverywhere(schedule, at, limit)
  const answered = opens + RINGING_MS
  const stillOpen = opensEverywhere(schedule, answered, limit)
  return stillOpen === answered ? opens : opensBefore(schedule, stillOpen, limit)
}

/** The first instant from `at` on at which a call may be dialled; NEVER when there is none within weeks. */
export const opensAt = (schedule: Schedule, at: number): number => opensBefore(schedule, at, at + HORIZON_MS)

/** The first of the rules that forbid a call at this instant, and where, in words. */
export const closedBy = ({ zones, rules }: Schedule, at: number): string => {
  const closed = [at, at + RINGING_MS].flatMap((instant) =>
    zones.flatMap((zone) =>
      rules
        .filter((rule) => opensInZone(zone, [rule], { at: instant, limit: instant + 1 }) !== instant)
        .map(({ name }) => `outside the calling hours of ${name} in ${zone}`),
    ),
  )
  return closed.slice(0, 1).join()
}
