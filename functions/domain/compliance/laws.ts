// The calling hours that hold in the areas where a contact may be. The strictest wins, since all of them must be open.
import { CALLING_HOURS, type CallingHours, ELSEWHERE } from './calling-hours.ts'
import { type HoursRule, lawfulHours } from './hours.ts'

export type Law = { hours: HoursRule; callsPerDay: number }

const lawOf = (row: CallingHours): Law => ({ hours: lawfulHours(row), callsPerDay: row.callsPerDay ?? Number.POSITIVE_INFINITY })

const LAWS = new Map(CALLING_HOURS.map((row) => [row.area, lawOf(row)] as const))
const ELSEWHERE_LAW = lawOf(ELSEWHERE)

/** A region's law holds together with its country's. */
const lawsIn = (area: string): Law[] => {
  const country = LAWS.get(area.slice(0, 2)) ?? ELSEWHERE_LAW
  const region = LAWS.get(area) ?? country
  return [country, region]
}

export const lawsOf = (areas: readonly string[]): Law[] => [...new Set(areas.flatMap(lawsIn))]
