// A contact of a campaign as the table holds it.
import * as z from 'zod/mini'
import { ContactOverrides, ContactState, Variables } from '#contract/contact-parts.ts'
import { CampaignId, ContactId, E164, ImportId, Instant } from '#contract/ids.ts'
import { Outcome } from '#contract/outcome.ts'
import { Count } from '#contract/parts.ts'

export const ContactRecord = z.object({
  id: ContactId,
  campaignId: CampaignId,
  phone: E164,
  name: z.optional(z.string()),
  variables: Variables,
  /** The contact's own time zone, state and postal code, as the list gave them: they decide when the contact may be called. */
  timeZone: z.optional(z.string()),
  region: z.optional(z.string()),
  postcode: z.optional(z.string()),
  /** Evidence that this contact has agreed to be called. */
  consent: z.optional(z.string()),
  /** What the contact’s row says otherwise than the campaign. */
  ...ContactOverrides.shape,
  state: ContactState,
  /** Attempts that used up the budget. */
  attempts: Count,
  /** Ordinal of the last attempt; never used twice. */
  n: Count,
  outcome: z.optional(Outcome),
  dueAt: z.optional(Instant),
  heldBecause: z.optional(z.string()),
  /** The lane and run that wait for this contact. */
  heldBy: z.optional(z.string()),
  /** The imports that brought the contact, and nothing else did: who takes them back takes the contact back, too. */
  importIds: z.optional(z.array(ImportId)),
  /** The last import that named it: a second row of that file changes nothing. */
  listedBy: z.optional(ImportId),
})
export type ContactRecord = z.infer<typeof ContactRecord>
