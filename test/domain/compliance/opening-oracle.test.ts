import { describe, expect, it } from 'vitest'
import type { CallingWindow } from '#contract/campaign-settings.ts'
import { campaignHours } from '#domain/compliance/hours.ts'
import { opensAt } from '#domain/compliance/opening.ts'

const MINUTE = 60_000
const DAY_MINUTES = 1_440
const WEEK_MINUTES = 7 * DAY_MINUTES
const ZONES = `America/New_York America/Chicago America/Denver America/Phoenix America/Los_Angeles America/Anchorage America/Adak
  Pacific/Honolulu America/St_Johns America/Halifax America/Regina America/Santiago America/Asuncion America/Sao_Paulo America/Havana
  America/Nuuk Atlantic/Azores Europe/London Europe/Dublin Europe/Paris Europe/Athens Europe/Chisinau Africa/Cairo Africa/Casablanca
  Asia/Beirut Asia/Jerusalem Asia/Gaza Asia/Tehran Asia/Kabul Asia/Kolkata Asia/Kathmandu Asia/Yangon Asia/Shanghai Asia/Tokyo
  Australia/Eucla Australia/Adelaide Australia/Lord_Howe Pacific/Norfolk Pacific/Chatham Pacific/Apia Antarctica/Troll`.split(/\s+/)
/** The same numbers in each run (mulberry32). */
const numbers = (seed: number) => {
  let state = seed
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const time = (minute: number): string => new Date(minute * MINUTE).toISOString().slice(11, 16)
const WEEKDAYS: CallingWindow['days'] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']

const clockIn = (zone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** For each minute of a week what the clock on the wall shows: weekday (0 is Monday) and minute of the day. Asks Intl every minute. */
const wallClock = (zone: string, start: number): { weekday: number; minute: number }[] => {
  const clock = clockIn(zone)
  return Array.from({ length: WEEK_MINUTES }, (_, i) => {
    // “Thu, 05:00” or “Thu 05:00”
    const [weekday = '', hour, minute] = clock.format(start + i * MINUTE).split(/[ ,:]+/)
    return { weekday: WEEKDAYS.map(String).indexOf(weekday.toLowerCase()), minute: Number(hour) * 60 + Number(minute) }
  })
}

/** The start of a week in which the zone's clocks change, or of any week where they never do. */
const aWeek = (zone: string, below: (limit: number) => number): number => {
  const clock = clockIn(zone)
  const noons = Array.from({ length: 700 }, (_, day) => Date.UTC(2026, 0, 1 + day, 12))
  const changes = noons.filter((noon, i) => clock.format(noon).slice(-5) !== clock.format(noons[i - 1] ?? noon).slice(-5))
  const around = changes[below(changes.length)] ?? noons[below(noons.length)] ?? 0
  return around - (2 + below(4)) * DAY_MINUTES * MINUTE
}

/** Whether the window is open, minute by minute. */
const openMinutes = (zone: string, start: number, { from, to, days }: CallingWindow): boolean[] => {
  const minuteOf = (text: string) => Number(text.slice(0, 2)) * 60 + Number(text.slice(3))
  const [opens, closes] = [minuteOf(from), minuteOf(to)]
  const isDay = (weekday: number) => days.some((day) => WEEKDAYS.indexOf(day) === (weekday + 7) % 7)
  return wallClock(zone, start).map(({ weekday, minute }) => {
    if (opens < closes) return isDay(weekday) && minute >= opens && minute < closes
    return (isDay(weekday) && minute >= opens) || (isDay(weekday - 1) && minute < closes)
  })
}

const aWindow = (below: (limit: number) => number): CallingWindow => {
  const from = below(DAY_MINUTES)
  const to = (from + 30 + below(DAY_MINUTES - 60)) % DAY_MINUTES
  const days = WEEKDAYS.filter(() => below(4) > 0)
  return { from: time(from), to: time(to), days: days.length > 0 ? days : WEEKDAYS }
}

/** The first minute from `at` on, or `at` itself, at which one may dial and still be welcome 40 s later. */
const firstOpen = (open: readonly boolean[][], start: number, at: number): number | undefined => {
  const isOpen = (instant: number) => open.every((minutes) => minutes[Math.floor((instant - start) / MINUTE)])
  for (let instant = at; instant < start + (WEEK_MINUTES - 1) * MINUTE; instant = (Math.floor(instant / MINUTE) + 1) * MINUTE) {
    if (isOpen(instant) && isOpen(instant + 40_000)) return instant
  }
  return undefined
}

describe('the next opening', () => {
  it('is the one that looking at the clock every minute finds, in 41 zones alone and in threes', { timeout: 20_000 }, () => {
    const below = numbers(20261122)
    let compared = 0
    for (const [i, zone] of ZONES.entries()) {
      const start = aWeek(zone, below)
      const window = aWindow(below)
      const zones = [zone, ...(i % 5 === 0 ? ZONES.slice(i + 1, i + 3) : [])]
      const open = zones.map((one) => openMinutes(one, start, window))
      const schedule = { zones, rules: [campaignHours(window)] }
      for (let tries = 0; tries < 60; tries++) {
        const at = start + below((WEEK_MINUTES - 2) * 60) * 1_000
        const expected = firstOpen(open, start, at)
        // Beyond the week, the oracle knows nothing.
        if (expected === undefined) continue
        expect({ zones, window, at, opens: opensAt(schedule, at) }).toEqual({ zones, window, at, opens: expected })
        compared++
      }
    }
    expect(compared).toBeGreaterThan(1_500)
  })
})
