// Public holidays on which the law forbids calls, or allows fewer: by rule, not by lists of dates. All were read on 2026-11-22.

const MONDAY = 1
const TUESDAY = 2
const THURSDAY = 4
const FRIDAY = 5

export type Holiday =
  | { month: number; day: number }
  /** The first such weekday on or after the day of the month. */
  | { month: number; weekday: number; from: number; years?: 'even' }
  /** Days after Easter Sunday of the western churches. */
  | { easter: number }

/** Where a holiday on a weekend is kept as well: `nearest`: Saturday's on Friday, Sunday's on Monday; `next`: on the next working day. */
export type Kept = 'nearest' | 'next' | 'only on its day'

const GOOD_FRIDAY: Holiday = { easter: -2 }
const EASTER_MONDAY: Holiday = { easter: 1 }
const NEW_YEAR: Holiday = { month: 1, day: 1 }
const CHRISTMAS: Holiday = { month: 12, day: 25 }
const BOXING_DAY: Holiday = { month: 12, day: 26 }
const MARDI_GRAS: Holiday = { easter: -47 }
const US_ELECTION: Holiday = { month: 11, weekday: TUESDAY, from: 2 }

/** 5 U.S.C. § 6103 */
const US: readonly Holiday[] = [
  NEW_YEAR,
  { month: 1, weekday: MONDAY, from: 15 },
  { month: 2, weekday: MONDAY, from: 15 },
  { month: 5, weekday: MONDAY, from: 25 },
  { month: 6, day: 19 },
  { month: 7, day: 4 },
  { month: 9, weekday: MONDAY, from: 1 },
  { month: 10, weekday: MONDAY, from: 8 },
  { month: 11, day: 11 },
  { month: 11, weekday: THURSDAY, from: 22 },
  CHRISTMAS,
]

export const CALENDARS = {
  // Ala. Code § 1-3-8: Mardi Gras, Confederate Memorial Day, Jefferson Davis' birthday.
  'US-AL': { kept: 'nearest', days: [...US, MARDI_GRAS, { month: 4, weekday: MONDAY, from: 22 }, { month: 6, weekday: MONDAY, from: 1 }] },
  // La. R.S. 1:55
  'US-LA': { kept: 'nearest', days: [...US, MARDI_GRAS, GOOD_FRIDAY, { ...US_ELECTION, years: 'even' }] },
  // Miss. Code § 3-3-7: Confederate Memorial Day.
  'US-MS': { kept: 'nearest', days: [...US, { month: 4, weekday: MONDAY, from: 24 }] },
  // Neb. Rev. Stat. § 62-301: Arbor Day, the day after Thanksgiving.
  'US-NE': { kept: 'nearest', days: [...US, { month: 4, weekday: FRIDAY, from: 24 }, { month: 11, weekday: FRIDAY, from: 23 }] },
  // 44 P.S. § 11: Good Friday, Flag Day, election day.
  'US-PA': { kept: 'nearest', days: [...US, GOOD_FRIDAY, { month: 6, day: 14 }, US_ELECTION] },
  // R.I. Gen. Laws § 25-1-1: Victory Day, election day.
  'US-RI': { kept: 'nearest', days: [...US, { month: 8, weekday: MONDAY, from: 8 }, { ...US_ELECTION, years: 'even' }] },
  // Utah Code § 63G-1-301: Pioneer Day.
  'US-UT': { kept: 'nearest', days: [...US, { month: 7, day: 24 }] },
  // National public holidays; the states differ in what they keep instead, and every substitute counts.
  AU: {
    kept: 'next',
    days: [NEW_YEAR, { month: 1, day: 26 }, GOOD_FRIDAY, EASTER_MONDAY, { month: 4, day: 25 }, CHRISTMAS, BOXING_DAY],
  },
  // Bank holidays of England and Wales.
  GB: {
    kept: 'next',
    days: [
      NEW_YEAR,
      GOOD_FRIDAY,
      EASTER_MONDAY,
      { month: 5, weekday: MONDAY, from: 1 },
      { month: 5, weekday: MONDAY, from: 25 },
      { month: 8, weekday: MONDAY, from: 25 },
      CHRISTMAS,
      BOXING_DAY,
    ],
  },
  // Code du travail L. 3133-1
  FR: {
    kept: 'only on its day',
    days: [
      NEW_YEAR,
      EASTER_MONDAY,
      { month: 5, day: 1 },
      { month: 5, day: 8 },
      { easter: 39 },
      { easter: 50 },
      { month: 7, day: 14 },
      { month: 8, day: 15 },
      { month: 11, day: 1 },
      { month: 11, day: 11 },
      CHRISTMAS,
    ],
  },
} as const satisfies Record<string, { kept: Kept; days: readonly Holiday[] }>

export type Calendar = keyof typeof CALENDARS
