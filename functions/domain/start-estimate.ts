// What a start would do, from the verdicts on some of its contacts or on all of them.
import { LIST_PRICES_MICROS } from '#contract/list-prices.ts'
import type { StartEstimate } from '#contract/start-estimate.ts'
import type { ContactRule } from '#contract/why.ts'

export type ContactVerdict =
  | { kind: 'now' }
  | { kind: 'later'; rule: ContactRule; because: string; at: number }
  | { kind: 'never'; rule: ContactRule; because: string }

export type EstimateFacts = {
  verdicts: readonly ContactVerdict[]
  /** All contacts that are not finished. */
  contacts: number
  mostAttempts: number
  /** Calls at a time, and dials a second. */
  lines: number
  dialsPerSecond: number
  /** Mean billed seconds of its calls so far; absent: it has made none. */
  secondsPerCall?: number | undefined
}

/** Ringing included. Nothing is known of a campaign that has not called anybody. */
const USUAL_SECONDS = 60
const { telephonePerMinute, streamPerMinute, agentPerMinute } = LIST_PRICES_MICROS
const PER_MINUTE_MICROS = telephonePerMinute + streamPerMinute + agentPerMinute

type Group = { rule: ContactRule; because: string; contacts: number; from: number }

const grouped = (verdicts: readonly Exclude<ContactVerdict, { kind: 'now' }>[], scale: number): Group[] => {
  const groups = new Map<string, Group>()
  for (const verdict of verdicts) {
    const { rule, because } = verdict
    const from = verdict.kind === 'later' ? verdict.at : 0
    const group = groups.get(`${rule} ${because}`) ?? { rule, because, contacts: 0, from }
    groups.set(`${rule} ${because}`, { ...group, contacts: group.contacts + 1, from: Math.min(group.from, from) })
  }
  const scaled = [...groups.values()].map((group) => ({ ...group, contacts: Math.round(group.contacts * scale) }))
  return scaled.sort((a, b) => b.contacts - a.contacts)
}

export const estimateOf = (facts: EstimateFacts): StartEstimate => {
  const { verdicts, contacts, mostAttempts, lines, dialsPerSecond, secondsPerCall = USUAL_SECONDS } = facts
  const scale = verdicts.length > 0 ? contacts / verdicts.length : 0
  const later = grouped(
    verdicts.filter((verdict) => verdict.kind === 'later'),
    scale,
  )
  const never = grouped(
    verdicts.filter((verdict) => verdict.kind === 'never'),
    scale,
  )
  const calledNow = Math.round(verdicts.filter(({ kind }) => kind === 'now').length * scale)
  const least = calledNow + later.reduce((sum, group) => sum + group.contacts, 0)
  const perSecond = Math.min(lines / secondsPerCall, dialsPerSecond)
  const minutes = (least * secondsPerCall) / 60
  return {
    contacts,
    looked: verdicts.length,
    isSample: verdicts.length < contacts,
    calledNow,
    calledLater: later.map(({ from, ...group }) => ({ ...group, from: new Date(from).toISOString() })),
    neverCalled: never.map(({ rule, because, contacts: kept }) => ({ rule, because, contacts: kept })),
    calls: { least, most: least * mostAttempts },
    minutes,
    durationMs: least === 0 ? 0 : Math.round((least / perSecond) * 1_000),
    cost: { currency: 'USD', leastMicros: Math.round(minutes * PER_MINUTE_MICROS), perMinuteMicros: PER_MINUTE_MICROS },
    assumes: `${Math.round(secondsPerCall)} seconds a call${facts.secondsPerCall === undefined ? ', since none was made yet' : ', as its calls so far'}; ${lines} lines for this campaign alone; retries and closed hours come on top`,
  }
}
