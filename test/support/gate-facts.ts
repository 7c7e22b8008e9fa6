// What the gate is told of a contact whom it would let through, with what a test cares about overridden.
import { E164 } from '#contract/ids.ts'
import { canDial, type GateFacts } from '#domain/compliance.ts'

/** A Monday: 10:00 in Washington. */
export const now = Date.parse('2026-11-02T15:00:00.000Z')
export const HOUR = 3_600_000
export const rules: GateFacts['rules'] = { callsPerDay: 3, consent: 'deployer', windows: 'enforced' }
export const contact = (changes: Partial<GateFacts['contact']> = {}) => ({ attempts: 0, phone: E164.parse('+12025550142'), ...changes })
export const settings = (changes: Partial<GateFacts['settings']> = {}) => ({ retryCount: 1, retryDelay: HOUR, ...changes })

const facts = (changes: Partial<GateFacts> = {}): GateFacts => ({
  contact: contact(),
  settings: settings(),
  allowed: undefined,
  isCampaignAttested: true,
  number: undefined,
  rules,
  ...changes,
})
export const number = (changes: Partial<NonNullable<GateFacts['number']>> = {}) => ({ suppressed: false, recent: [], ...changes })
export const gateOf = (changes: Partial<GateFacts> = {}, at = now, jitter = 0) => canDial(facts(changes), { now: at, jitter })

/** Calls to the number so many hours ago. */
export const called = (...hoursAgo: number[]) => number({ recent: hoursAgo.map((hours) => ({ at: now - hours * HOUR })) })
