// What the telephone account takes: what the deployment allows, or less where the provider was seen to take less.

import { type NotingPorts, noteActivity } from '#app/campaigns/note-activity.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { Ports } from '#app/ports.ts'
import type { AccountRecord } from '#app/records/account.ts'
import { type Ceiling, ceilingOf, isBackedUp, type Lesson, LINES, lowered, RATE, raised } from '#domain/ceilings.ts'
import { heldBy } from '#domain/line-shares.ts'
import { type AccountPorts, changeAccount } from './change-account.ts'

export type AccountLimits = Pick<DialRules, 'callsPerSecond' | 'concurrentCalls'>
type Limit = keyof AccountLimits
type Needs = AccountPorts & NotingPorts & Pick<Ports, 'pacer'>
type Evidence = { because: string; evidence: Record<string, string | number> }

/** After an answer that says “too fast”. */
const REST_MS = 1_500
/** A rest that is hardly longer than the one already agreed on is not worth a write. */
const WORTH_MS = 1_000

const ceilings = (account: AccountRecord, limits: AccountLimits): Record<Limit, Ceiling> => ({
  callsPerSecond: { allowed: limits.callsPerSecond, learned: account.callsPerSecond, atMs: account.callsPerSecondMs },
  concurrentCalls: { allowed: limits.concurrentCalls, learned: account.concurrentCalls, atMs: account.concurrentCallsMs },
})

/** Dials a second, and calls at a time, that the account is taken to bear now. */
export const limitsNow = (account: AccountRecord, limits: AccountLimits): AccountLimits => {
  const { callsPerSecond, concurrentCalls } = ceilings(account, limits)
  return { callsPerSecond: ceilingOf(callsPerSecond), concurrentCalls: ceilingOf(concurrentCalls) }
}

const taught = (limit: Limit, { learned, atMs }: Lesson): Partial<AccountRecord> =>
  limit === 'callsPerSecond' ? { callsPerSecond: learned, callsPerSecondMs: atMs } : { concurrentCalls: learned, concurrentCallsMs: atMs }

/** Only what has really changed is told. */
const tell = async (
  ports: Needs,
  { before, after, limits }: { before: AccountRecord; after: AccountRecord; limits: AccountLimits },
  { because, evidence }: Evidence,
): Promise<void> => {
  const [was, is] = [limitsNow(before, limits), limitsNow(after, limits)]
  for (const limit of ['callsPerSecond', 'concurrentCalls'] as const) {
    if (was[limit] === is[limit]) continue
    await noteActivity(ports, {
      by: 'ringmaster',
      action: is[limit] < was[limit] ? 'ceiling-lowered' : 'ceiling-raised',
      because,
      evidence: { ...evidence, limit, from: was[limit], to: is[limit], allowed: limits[limit] },
    })
  }
}

/** Dials come faster than the provider takes them: nobody dials for a while, and then more slowly. */
const slowDown = async (ports: Needs, limits: AccountLimits, { restMs, ...why }: Evidence & { restMs: number }): Promise<void> => {
  const from = ports.clock.now() + restMs
  const { before, after } = await changeAccount(ports, (account) => {
    const lesson = lowered(RATE, ceilings(account, limits).callsPerSecond, { nowMs: ports.clock.machine() })
    const isLonger = from > Date.parse(account.dialsFrom ?? new Date(0).toISOString()) + WORTH_MS
    if (!lesson && !isLonger) return undefined
    return { ...(lesson ? taught('callsPerSecond', lesson) : {}), ...(isLonger ? { dialsFrom: new Date(from).toISOString() } : {}) }
  })
  if (after === before) return
  await ports.pacer.defer('account', from)
  await tell(ports, { before, after, limits }, why)
}

/** The provider took a call and keeps it in its own queue for so long. */
export const callQueued = async (ports: Needs, limits: AccountLimits, queueMs: number): Promise<void> => {
  // Nobody has to be asked in good times: a queue that is short at the full rate is short at a lower one.
  if (!isBackedUp(queueMs, limits.callsPerSecond)) return
  await slowDown(ports, limits, { restMs: queueMs, because: 'the provider queues calls', evidence: { queueMs } })
}

/** The provider refused a call since they come too fast. */
export const rateRefused = (ports: Needs, limits: AccountLimits, code: number): Promise<void> =>
  slowDown(ports, limits, { restMs: REST_MS, because: 'the provider refuses calls that come too fast', evidence: { code } })

/** The provider refused a call since there are as many as there may be. Gives whether that is news. */
export const concurrencyRefused = async (ports: Needs, limits: AccountLimits, code: number): Promise<boolean> => {
  const { before, after } = await changeAccount(ports, (account) => {
    const inUse = Object.values(account.shares).reduce((sum, share) => sum + heldBy(share), 0)
    const lesson = lowered(LINES, ceilings(account, limits).concurrentCalls, {
      nowMs: ports.clock.machine(),
      ...(inUse > 0 ? { inUse } : {}),
    })
    return lesson && taught('concurrentCalls', lesson)
  })
  await tell(ports, { before, after, limits }, { because: 'the provider refuses more calls at a time', evidence: { code } })
  return after !== before
}

/** After a quiet while the ceilings rise a little, up to what the deployment allows. */
export const raiseCeilings = async (ports: Needs, limits: AccountLimits): Promise<AccountRecord> => {
  const { before, after } = await changeAccount(ports, (account) => {
    const now = ports.clock.machine()
    const { callsPerSecond, concurrentCalls } = ceilings(account, limits)
    const rate = raised(RATE, callsPerSecond, now)
    const lines = raised(LINES, concurrentCalls, now)
    return rate || lines
      ? { ...(rate ? taught('callsPerSecond', rate) : {}), ...(lines ? taught('concurrentCalls', lines) : {}) }
      : undefined
  })
  await tell(ports, { before, after, limits }, { because: 'nothing was refused for a while', evidence: {} })
  return after
}
