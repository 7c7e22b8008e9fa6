// Makes all checks, side by side as far as they do not need each other, and within ten seconds.
import type { Check, Finding } from './check.ts'
import type { Look } from './look.ts'

export type Result = { name: string; verdict: Finding['verdict'] | 'skip'; says: string; fix?: string }

/** The whole examination. */
const DEADLINE_MS = 9_500

const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error && error.cause.message !== '' ? `: ${error.cause.message}` : ''
  return `${error.message}${cause}`
}

const inTime = async (work: Promise<Finding>, until: Promise<void>): Promise<Finding> => {
  const late: Promise<Finding> = until.then(() => ({ verdict: 'fail', says: 'there was no answer within ten seconds' }))
  try {
    return await Promise.race([work, late])
  } catch (error) {
    return { verdict: 'fail', says: wordsOf(error) }
  }
}

export const examine = async (checks: readonly Check[], look: Look, { deadlineMs = DEADLINE_MS } = {}): Promise<Result[]> => {
  const { promise: until, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, deadlineMs)
  const begun = new Map<string, Promise<Result>>()

  const make = async ({ name, needs, fix, run }: Check): Promise<Result> => {
    const before = await Promise.all(needs.map((need) => begun.get(need)))
    const missing = before.find((result) => result?.verdict === 'fail' || result?.verdict === 'skip')
    if (missing) return { name, verdict: 'skip', says: `not looked at: it needs ${missing.name}` }
    const { verdict, says, fix: its = fix } = await inTime(run(look), until)
    return verdict === 'ok' ? { name, verdict, says } : { name, verdict, says, fix: its }
  }

  // In the order of the list, in which each stands behind those that it needs.
  for (const check of checks) {
    if (check.appliesTo?.(look) ?? true) begun.set(check.name, make(check))
  }
  const results = await Promise.all(begun.values())
  clearTimeout(timer)
  return results
}
