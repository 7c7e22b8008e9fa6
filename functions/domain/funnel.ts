// Whether a contact has come as far as a step of the funnel.

import type { Contact } from '#contract/contact.ts'
import { ANSWERED_OUTCOMES, FINAL_OUTCOMES, type FunnelStep } from '#contract/funnel.ts'

type Stands = Pick<Contact, 'state' | 'outcome'>

const isEligible = ({ outcome }: Stands): boolean => outcome === undefined || !FINAL_OUTCOMES.includes(outcome)

const REACHED: Record<FunnelStep, (contact: Stands) => boolean> = {
  eligible: isEligible,
  called: (contact) => isEligible(contact) && contact.state !== 'pending',
  answered: ({ outcome }) => outcome !== undefined && ANSWERED_OUTCOMES.includes(outcome),
  human: ({ outcome }) => outcome === 'human',
  success: ({ state }) => state === 'done',
}

export const hasReached = (step: FunnelStep, contact: Stands): boolean => REACHED[step](contact)
