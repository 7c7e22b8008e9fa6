// A contact as the outside sees it, and the rows that become contacts.
import * as z from 'zod/mini'
import { ContactOverrides, ContactState, Variables } from './contact-parts.ts'
import { CampaignId, ContactId, E164, Instant } from './ids.ts'
import { Outcome } from './outcome.ts'
import { Count } from './parts.ts'

export const Contact = z.object({
  id: ContactId,
  campaignId: CampaignId,
  phone: E164,
  name: z.optional(z.string()),
  variables: Variables,
  state: ContactState,
  /** Calls that used up the contact's budget. */
  attempts: Count,
  /** What the last ended attempt meant. */
  outcome: z.optional(Outcome),
  /** When the contact may be called next; absent while it is being called and when it is finished. */
  dueAt: z.optional(Instant),
  /** Why the contact is not called right now, when a rule says so. */
  heldBecause: z.optional(z.string()),
})
export type Contact = z.infer<typeof Contact>

/** The agent’s provider keeps these names for itself, and what is under them could lead the agent. */
const RESERVED = /^(system|secret)__/i

/** One row of a list before its number is read. */
export const ContactRow = z.strictObject({
  phone: z.string().check(z.minLength(1), z.maxLength(100)),
  name: z.optional(z.string().check(z.maxLength(200))),
  ...ContactOverrides.shape,
  /** The contact's own IANA time zone. Like the two below it decides when the contact may be called, before the number does. */
  timeZone: z.optional(z.string().check(z.maxLength(100))),
  /** State or province, by code or name; read for the United States, Canada and Australia. */
  region: z.optional(z.string().check(z.maxLength(100))),
  /** Postal code; read for the United States and Canada. */
  postcode: z.optional(z.string().check(z.maxLength(20))),
  /** Evidence that the contact has agreed to be called: an id, an address, or words. */
  consent: z.optional(z.string().check(z.maxLength(1_000))),
  variables: z._default(
    Variables.check(
      z.refine(
        (variables) => !Object.keys(variables).some((name) => RESERVED.test(name)),
        'names that begin with system__ or secret__ are kept for the agent’s own variables',
      ),
    ),
    {},
  ),
})
export type ContactRow = z.infer<typeof ContactRow>
