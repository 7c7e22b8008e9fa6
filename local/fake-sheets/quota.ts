// Requests of one user in the last minute: https://developers.google.com/workspace/sheets/api/limits

const MINUTE_MS = 60_000
/** Of each kind, for one user of a project. */
export const PER_MINUTE = 60

export type Kind = 'Read' | 'Write'

export const createQuota = (machine: () => number, limitOf: (kind: Kind) => number) => {
  const spent = new Map<string, number[]>()
  /** False when the minute's requests are used up; those that are refused do not count. */
  return (user: string, kind: Kind): boolean => {
    const key = `${kind} ${user}`
    const now = machine()
    const lately = (spent.get(key) ?? []).filter((at) => at > now - MINUTE_MS)
    const isWithin = lately.length < limitOf(kind)
    spent.set(key, isWithin ? [...lately, now] : lately)
    return isWithin
  }
}
