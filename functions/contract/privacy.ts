// What a person may ask of whoever keeps their data: where they are in it, all of it, or to be forgotten.
import * as z from 'zod/mini'
import { Campaign } from './campaign.ts'
import { CountryCode } from './campaign-settings.ts'
import { Instant } from './ids.ts'
import { ContactDetails } from './one-contact.ts'
import { Count, trimmed } from './parts.ts'
import { pageOf } from './route.ts'
import { CheckedNumber } from './suppression.ts'

const number = {
  /** As people write it. */
  phone: z.string().check(z.minLength(1), z.maxLength(100)),
  /** For a number that is written without a country code. */
  defaultCountry: z._default(CountryCode, 'US'),
}

export const PersonAsked = z.strictObject(number)
export type PersonAsked = z.infer<typeof PersonAsked>

/** A campaign that has the number, and the contact that it is there. */
const PersonIn = z.object({
  campaign: z.extend(z.pick(Campaign, { id: true, name: true, state: true }), {
    /** It was deleted; what it knew of the number is still here. */
    deletedAt: z.optional(Instant),
  }),
  contact: ContactDetails,
})

/** Newest campaign first. `limit` campaigns are looked in, so that a page is short, or empty, before the last one. */
export const PersonFound = z.extend(pageOf(PersonIn), { number: CheckedNumber })
export type PersonFound = z.infer<typeof PersonFound>

export const PersonExport = z.object({
  /** Campaigns that have the number, and its calls in them. */
  campaigns: Count,
  calls: Count,
  /** Everything, as JSON. The address itself is the permission, for an hour; the file is deleted after a week. */
  file: z.object({ url: z.string(), bytes: Count, expiresAt: Instant }),
})
export type PersonExport = z.infer<typeof PersonExport>

export const PersonToForget = z.strictObject({
  ...number,
  /** Kept in the activity log: name nobody in it. */
  because: z._default(trimmed(500), 'the person has asked for it'),
})
export type PersonToForget = z.infer<typeof PersonToForget>

export const PersonForgotten = z.object({
  /** Contacts that nobody had called: they are gone. */
  removed: Count,
  /** Contacts that were called: they count on, and nothing in them or their calls leads back to anybody. */
  anonymised: Count,
  calls: Count,
  /** Turns of what was said. */
  turns: Count,
  recordings: Count,
})
export type PersonForgotten = z.infer<typeof PersonForgotten>
