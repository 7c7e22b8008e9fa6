// The gate: may this contact be called now? Fails closed, and always says which rule holds it, why, and until when.
import type { CampaignSettings } from '#contract/campaign-settings.ts'
import type { GateRule } from '#contract/gate.ts'
import { campaignHours } from './compliance/hours.ts'
import { lawsOf } from './compliance/laws.ts'
import { closedBy, NEVER, opensAt, RINGING_MS, type Schedule } from './compliance/opening.ts'
import { type CallTimes, ownTimes, tooLate } from './compliance/own-times.ts'
import { type Place, whereabouts } from './compliance/whereabouts.ts'
import { refusalToDial } from './phone.ts'
import { maxAttempts } from './retry.ts'

export type GateFacts = {
  /** `consent`: evidence that the contact has agreed. */
  contact: Place & CallTimes & { attempts: number; consent?: string | undefined }
  settings: Pick<CampaignSettings, 'retryCount' | 'retryDelay' | 'retries' | 'window' | 'budget'>
  /** ISO 3166-1 codes of the countries that the campaign may call; undefined: every one. */
  allowed: readonly string[] | undefined
  /** Somebody has attested for the campaign that its contacts have agreed. */
  isCampaignAttested: boolean
  /** The number's own record; undefined when it was never called. */
  number: { suppressed: boolean; lockedBy?: string | undefined; recent: readonly { at: number }[] } | undefined
  rules: {
    /** Calls that one number may get in any 24 hours, over all campaigns. */
    callsPerDay: number
    /** Who has to attest that the people called have agreed. */
    consent: 'deployer' | 'campaign' | 'contact'
    /** `off`: the law's hours do not count, since nobody is called. The campaign's own window still does. */
    windows: 'enforced' | 'off'
    /** Absent: everybody may be called whom the other rules allow. */
    only?: readonly string[] | undefined
  }
  /** What the campaign has used up; left out when it was looked at a moment ago. */
  spent?: { calls: number; billedSeconds: number } | undefined
}

export type Gate =
  | { kind: 'open' }
  /** Not now: look again at `at`. */
  | { kind: 'later'; rule: GateRule; at: number; because: string }
  | { kind: 'never'; rule: GateRule; state: 'suppressed' | 'failed'; because: string }
  /** Nobody of this campaign may be called: it has to pause. */
  | { kind: 'halt'; rule: 'budget' | 'consent'; because: string }

type Refusal = Exclude<Gate, { kind: 'open' | 'later' }>
/** `jitter` in [0, 1) spreads those who wait for the same number. */
type When = { now: number; jitter: number }

/** When the contact may be called: within the schedule's hours, from an instant until another; and how often in a day. */
type Bounds = { kind: 'bounds'; schedule: Schedule; from: number; until: number; callsPerDay: number }
/** What keeps the contact until an instant. */
type Hold = { rule: GateRule; until: number; because: string }

const DAY_MS = 24 * 60 * 60 * 1000
/** Reserved for the number's lock: a call of another campaign ends within minutes, mostly. */
const LOCKED_AGAIN_MS = 20_000

/** A column “consent” may say that there is none. */
const NO_CONSENT = /^(no|n|none|false|0|-|refused|denied|revoked|withdrawn)?$/i

const failed = (rule: GateRule, because: string): Refusal => ({ kind: 'never', rule, state: 'failed', because })

/** What no waiting changes. */
const refusal = ({ contact, settings, number, rules, allowed }: GateFacts): Refusal | undefined => {
  if (number?.suppressed) {
    return { kind: 'never', rule: 'suppressed', state: 'suppressed', because: 'the number is on the suppression list' }
  }
  if (rules.only && !rules.only.includes(contact.phone)) {
    return failed('allow-list', 'only certain numbers may be called from here for now, and this is none of them')
  }
  if (contact.attempts >= maxAttempts(settings)) return failed('attempts', 'no attempts are left')
  const costly = refusalToDial(contact.phone, allowed)
  if (costly !== undefined) return failed('destination', costly)
  if (rules.consent === 'contact' && NO_CONSENT.test(contact.consent?.trim() ?? '')) {
    return failed('consent', 'there is no evidence that the contact agreed to be called: give it a consent column')
  }
  return undefined
}

/** What holds for everybody in the campaign. */
const halt = ({ settings: { budget }, isCampaignAttested, rules, spent }: GateFacts): Refusal | undefined => {
  if (rules.consent === 'campaign' && !isCampaignAttested) {
    return { kind: 'halt', rule: 'consent', because: 'nobody has attested that the people on the list agreed to be called' }
  }
  if (budget?.calls !== undefined && spent && spent.calls >= budget.calls) {
    return { kind: 'halt', rule: 'budget', because: `the campaign’s budget of ${budget.calls} calls is used up` }
  }
  if (budget?.minutes !== undefined && spent && spent.billedSeconds >= budget.minutes * 60) {
    return { kind: 'halt', rule: 'budget', because: `the campaign’s budget of ${budget.minutes} minutes is used up` }
  }
  return undefined
}

/** At any time, wherever the contact is. */
const UNBOUND = { kind: 'bounds', schedule: { zones: [], rules: [] }, from: Number.NEGATIVE_INFINITY, until: NEVER } as const

/** What the contact's whereabouts allow, and within that the campaign, and within both the contact's own row. */
const boundsOf = ({ contact, settings, rules }: GateFacts): Bounds | Refusal => {
  const { callsPerDay } = rules
  const isBound = settings.window !== undefined || contact.callAfter !== undefined || contact.callBefore !== undefined
  if (rules.windows === 'off' && !isBound) return { ...UNBOUND, callsPerDay }
  const place = whereabouts(contact)
  if (place.kind === 'unknown') return failed('window', place.because)
  const laws = rules.windows === 'off' ? [] : lawsOf(place.areas)
  const { from, until, hours } = ownTimes(contact, place.zones)
  const narrower = [...(settings.window ? [campaignHours(settings.window)] : []), ...(hours ? [hours] : [])]
  return {
    kind: 'bounds',
    schedule: { zones: place.zones, rules: [...laws.map((law) => law.hours), ...narrower] },
    from,
    until,
    callsPerDay: Math.min(callsPerDay, ...laws.map((law) => law.callsPerDay)),
  }
}

const lockHold = ({ number }: GateFacts, { now, jitter }: When): Hold | undefined =>
  number?.lockedBy
    ? { rule: 'locked', until: now + LOCKED_AGAIN_MS * (1 + jitter), because: 'another campaign is calling the number' }
    : undefined

const frequencyHold = ({ number }: GateFacts, callsPerDay: number, now: number): Hold | undefined => {
  const lately = (number?.recent ?? []).map((call) => call.at).filter((at) => at > now - DAY_MS)
  const earliest = lately.sort((a, b) => a - b).at(-callsPerDay)
  if (earliest === undefined) return undefined
  return { rule: 'frequency', until: earliest + DAY_MS + 1_000, because: `the number was called ${callsPerDay} times within a day` }
}

const neverOpen = ({ zones, rules }: Schedule): Refusal => {
  const names = rules.map(({ name }) => name).join(', ')
  return failed('window', `in the next five weeks no moment lies within the calling hours of ${names} in all of ${zones.join(', ')}`)
}

export const canDial = (facts: GateFacts, when: When): Gate => {
  const { now } = when
  const { contact } = facts
  const refused = refusal(facts) ?? halt(facts)
  if (refused) return refused
  const bounds = boundsOf(facts)
  if (bounds.kind !== 'bounds') return bounds
  const { schedule, from, until, callsPerDay } = bounds
  const opens = opensAt(schedule, Math.max(now, from))
  // What ends before the window opens is no news to anybody.
  const [hold] = [lockHold(facts, when), frequencyHold(facts, callsPerDay, now)]
    .flatMap((one) => (one && one.until > opens ? [one] : []))
    .sort((a, b) => b.until - a.until)
  const at = hold ? opensAt(schedule, hold.until) : opens
  if (at === NEVER) return neverOpen(schedule)
  if (at + RINGING_MS > until) return failed('call-before', tooLate(contact))
  if (hold) return { kind: 'later', rule: hold.rule, at, because: hold.because }
  if (from > now) return { kind: 'later', rule: 'window', at, because: `the row says not to call before ${contact.callAfter}` }
  return at > now ? { kind: 'later', rule: 'window', at, because: closedBy(schedule, now) } : { kind: 'open' }
}
