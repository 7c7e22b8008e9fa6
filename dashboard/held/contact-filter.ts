// Which of a campaign's contacts are looked at. It stands in the address.
import * as z from 'zod'
import { Outcome } from '#contract/campaign.ts'
import { ContactState } from '#contract/contact.ts'
import { FunnelStep } from '#contract/funnel.ts'

export const ContactFilter = z.object({
  search: z.string().trim().min(1).max(200).optional().catch(undefined),
  state: ContactState.optional().catch(undefined),
  outcome: Outcome.optional().catch(undefined),
  step: FunnelStep.optional().catch(undefined),
})
export type ContactFilter = z.infer<typeof ContactFilter>
