// What holds a campaign back right now: the first of its limits that applies, in the order in which a lane meets them.
import type { CampaignState } from '#contract/campaign-parts.ts'
import type { CampaignLimit } from '#contract/why.ts'
import type { Gate } from './compliance.ts'

/** Instants are campaign time, epoch milliseconds. */
export type CampaignFacts = {
  now: number
  state: CampaignState
  /** Why it is paused, when no person has paused it. */
  reason?: string | undefined
  /** A provider that nobody is called through for now, and when a call may try it again. */
  trouble?: { provider: string; until: number } | undefined
  /** Runs in a row whose lines have all ended by errors, and when one line tries again. */
  failing?: { runs: number; until: number } | undefined
  /** The contact that is due next, and what the gate says of it; absent: nobody is due. */
  next?: { dueAt: number; gate: Gate } | undefined
  lines: {
    /** Opened by its run; and those of them on which nobody speaks. */
    open: number
    free: number
    /** Its part of the account's, and what it could use; absent: it has not asked yet. */
    share?: { lines: number; wants: number } | undefined
    /** All that the account may have. */
    ofAccount: number
  }
  pace: {
    /** Least time between two dials: the campaign's own delay, or longer where it shares the account's calls per second. */
    callDelay: number
    paceMs: number
    callsPerSecond: number
    /** When the next slot of the campaign is free, and of the account. */
    campaignSlotAt: number
    accountSlotAt: number
  }
}

export type Held<Rule extends string> = { rule: Rule; because: string; until?: number }

/** So near, it is now. */
const NEAR_MS = 500

const NOT_ACTIVE: Record<Exclude<CampaignState, 'active'>, string> = {
  draft: 'the campaign has not been started',
  pausing: 'the campaign is being paused',
  paused: 'the campaign is paused',
  stopping: 'the campaign is being stopped',
  completed: 'the campaign is completed',
  cancelled: 'the campaign was stopped',
}

/** What keeps everybody in the campaign from being called, whoever is next. */
export const standstill = ({ state, reason, trouble, failing }: CampaignFacts): Held<'not-active' | 'breaker' | 'failing'> | undefined => {
  if (state !== 'active') return { rule: 'not-active', because: reason ? `${NOT_ACTIVE[state]}: ${reason}` : NOT_ACTIVE[state] }
  if (failing) {
    const because = `in the last ${failing.runs} runs every line has ended by an error of our own: one of them tries again`
    return { rule: 'failing', because, until: failing.until }
  }
  if (!trouble) return undefined
  return { rule: 'breaker', because: `calls through ${trouble.provider} fail: nobody is called until it works again`, until: trouble.until }
}

const paced = (
  { callDelay, paceMs, callsPerSecond, ...slots }: CampaignFacts['pace'],
  until: number,
): Held<'call-delay' | 'calls-per-second'> => {
  const isAccount = slots.accountSlotAt > slots.campaignSlotAt
  if (!isAccount && paceMs <= callDelay)
    return { rule: 'call-delay', because: `the campaign leaves ${callDelay / 1_000} s between two dials`, until }
  const all = `the account places ${callsPerSecond} calls a second, over all campaigns`
  const part = `, of which this one’s part is a call every ${(paceMs / 1_000).toFixed(1)} s`
  return { rule: 'calls-per-second', because: isAccount ? all : all + part, until }
}

/** What somebody who is due and may be called still waits for. */
export const queue = ({
  now,
  lines,
  pace,
}: CampaignFacts): Held<'lines' | 'account-lines' | 'call-delay' | 'calls-per-second' | 'none'> => {
  const { open, free, share, ofAccount } = lines
  if (free === 0 && share && share.lines < share.wants) {
    return {
      rule: 'account-lines',
      because: `the campaign has ${share.lines} of the account’s ${ofAccount} lines, and none of them is free`,
    }
  }
  if (free === 0 && open > 0) return { rule: 'lines', because: `all ${open} lines are busy` }
  const until = Math.max(pace.campaignSlotAt, pace.accountSlotAt)
  return until > now + NEAR_MS ? paced(pace, until) : { rule: 'none', because: 'nothing holds it back: whoever is due is being dialled' }
}

const nobodyDue = ({ now, next }: CampaignFacts): Held<'nothing-due' | 'window' | 'budget' | 'consent'> | undefined => {
  if (!next) return { rule: 'nothing-due', because: 'nobody is waiting: all contacts are finished or on the telephone' }
  const { dueAt, gate } = next
  if (gate.kind === 'halt') return { rule: gate.rule, because: gate.because }
  if (dueAt <= now) return undefined
  if (gate.kind === 'later' && gate.rule === 'window') return { rule: 'window', because: gate.because, until: Math.max(dueAt, gate.at) }
  return { rule: 'nothing-due', because: 'whoever is left is due later', until: dueAt }
}

export const limitOf = (facts: CampaignFacts): Held<CampaignLimit> => standstill(facts) ?? nobodyDue(facts) ?? queue(facts)
