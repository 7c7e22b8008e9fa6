// Why a contact is not being called: the rule that holds it, until when, or what it waits for in its queue.

import type { ContactState } from '#contract/contact-parts.ts'
import type { Outcome } from '#contract/outcome.ts'
import type { ContactRule } from '#contract/why.ts'
import { type CampaignFacts, type Held, queue, standstill } from './campaign-limit.ts'
import type { Gate } from './compliance.ts'

/** Of a contact, and what the gate says of it now. */
export type ContactFacts = {
  state: ContactState
  outcome?: Outcome | undefined
  /** Absent while it is being called and when it is finished. */
  dueAt?: number | undefined
  /** What a rule said when it moved the due time, or gave the contact up. */
  heldBecause?: string | undefined
  gate: Gate
}

export type ContactHold = Held<ContactRule> & { callable: boolean }

const held = (hold: Held<ContactRule>): ContactHold => ({ ...hold, callable: false })

const FINISHED = {
  done: 'it was reached',
  failed: 'it was given up',
  suppressed: 'its number is on the suppression list',
  cancelled: 'it was taken out of the campaign',
} as const satisfies Partial<Record<ContactState, string>>

const finished = (state: keyof typeof FINISHED, { outcome, heldBecause }: ContactFacts): Held<ContactRule> => {
  const why = heldBecause ?? (outcome && `its last call came to ${outcome}`)
  return { rule: state === 'suppressed' ? 'suppressed' : 'finished', because: why ? `${FINISHED[state]}: ${why}` : FINISHED[state] }
}

const dueLater = ({ state, heldBecause, outcome }: ContactFacts, until: number): Held<ContactRule> => {
  const retry = outcome ? `its last call came to ${outcome}, and it waits to be called again` : 'it waits to be called again'
  return { rule: 'due-later', because: heldBecause ?? (state === 'retrying' ? retry : 'its time has not come'), until }
}

export const holdOf = (contact: ContactFacts, campaign: CampaignFacts): ContactHold => {
  const { state, gate, dueAt = campaign.now } = contact
  if (state === 'calling') return held({ rule: 'being-called', because: 'it is on the telephone' })
  if (state !== 'pending' && state !== 'retrying') return held(finished(state, contact))
  // What no waiting changes is said first, whatever the campaign does.
  if (gate.kind === 'never' || gate.kind === 'halt') return held({ rule: gate.rule, because: gate.because })
  const still = standstill(campaign)
  if (still) return held(still)
  if (gate.kind === 'later') return held({ rule: gate.rule, because: gate.because, until: Math.max(gate.at, dueAt) })
  if (dueAt > campaign.now) return held(dueLater(contact, dueAt))
  return { ...queue(campaign), callable: true }
}
