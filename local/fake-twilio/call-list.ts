// GET Calls.json: the filters, which are case-sensitive as Twilio's are, and the pages.
import type { SimulatedCall } from './call.ts'
import { callResource } from './call-resource.ts'

const DAY_MS = 86_400_000
const DEFAULT_PAGE_SIZE = 50
const LARGEST_PAGE_SIZE = 1_000

type Matches = (call: SimulatedCall) => boolean

/** `StartTime`, `StartTime<` and `StartTime>` take a day or an instant; a call without the time matches none of them. */
const timeFilters = (query: URLSearchParams, name: string, timeOf: (call: SimulatedCall) => number | undefined): Matches[] => {
  const filter = (key: string, holds: (time: number, given: number, length: number) => boolean): Matches[] => {
    const text = query.get(key)
    const given = text === null ? Number.NaN : Date.parse(text)
    if (text === null || Number.isNaN(given)) return []
    const length = text.includes('T') ? 1_000 : DAY_MS
    return [
      (call) => {
        const time = timeOf(call)
        // The provider's dates have whole seconds.
        return time !== undefined && holds(Math.floor(time / 1_000) * 1_000, given, length)
      },
    ]
  }
  return [
    ...filter(name, (time, given, length) => time >= given && time < given + length),
    ...filter(`${name}<`, (time, given) => time <= given),
    ...filter(`${name}>`, (time, given) => time >= given),
  ]
}

const filtersOf = (query: URLSearchParams): Matches[] => {
  const [to, from, status, parent] = ['To', 'From', 'Status', 'ParentCallSid'].map((name) => query.get(name))
  return [
    ...(to ? [(call: SimulatedCall) => call.to === to] : []),
    ...(from ? [(call: SimulatedCall) => call.from === from] : []),
    ...(status ? [(call: SimulatedCall) => call.status === status] : []),
    ...(parent ? [() => false] : []),
    ...timeFilters(query, 'StartTime', (call) => call.startedAt),
    ...timeFilters(query, 'EndTime', (call) => call.endedAt),
  ]
}

/** `calls`: oldest first; the answer is newest first. */
export const callList = (calls: SimulatedCall[], query: URLSearchParams, accountSid: string): object => {
  const filters = filtersOf(query)
  const found = calls.filter((call) => filters.every((matches) => matches(call))).reverse()
  const asked = Number(query.get('PageSize') ?? DEFAULT_PAGE_SIZE)
  const size = Number.isInteger(asked) && asked >= 1 ? Math.min(asked, LARGEST_PAGE_SIZE) : DEFAULT_PAGE_SIZE
  const page = Math.max(0, Math.trunc(Number(query.get('Page') ?? 0)) || 0)
  const start = page * size
  const shown = found.slice(start, start + size)
  const uriOf = (number: number): string => {
    const parameters = new URLSearchParams(query)
    parameters.set('PageSize', String(size))
    parameters.set('Page', String(number))
    return `/2010-04-01/Accounts/${accountSid}/Calls.json?${parameters}`
  }
  return {
    calls: shown.map((call) => callResource(call, accountSid)),
    page,
    page_size: size,
    start,
    end: start + Math.max(0, shown.length - 1),
    uri: uriOf(page),
    first_page_uri: uriOf(0),
    next_page_uri: start + size < found.length ? uriOf(page + 1) : null,
    previous_page_uri: page > 0 ? uriOf(page - 1) : null,
  }
}
