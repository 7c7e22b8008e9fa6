// Which of a campaign's contacts are looked at. It stands in the address.
import * as z from 'zod/mini'
import { ContactState } from '#contract/contact-parts.ts'
import { FunnelStep } from '#contract/funnel.ts'
import { orNothing } from '#contract/otherwise.ts'
import { Outcome } from '#contract/outcome.ts'
import { trimmed } from '#contract/parts.ts'

export const ContactFilter = z.object({
  search: orNothing(trimmed(200)),
  state: orNothing(ContactState),
  outcome: orNothing(Outcome),
  step: orNothing(FunnelStep),
})
export type ContactFilter = z.infer<typeof ContactFilter>
