// Which of a campaign's contacts are looked at. It stands in the address.
import * as z from 'zod/mini'
import { Outcome } from '#contract/campaign.ts'
import { ContactState } from '#contract/contact.ts'
import { FunnelStep } from '#contract/funnel.ts'
import { trimmed } from '#contract/parts.ts'

export const ContactFilter = z.object({
  search: z.catch(z.optional(trimmed(200)), undefined),
  state: z.catch(z.optional(ContactState), undefined),
  outcome: z.catch(z.optional(Outcome), undefined),
  step: z.catch(z.optional(FunnelStep), undefined),
})
export type ContactFilter = z.infer<typeof ContactFilter>
