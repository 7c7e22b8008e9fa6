// One contact in full, and what a person may change of it.
import * as z from 'zod'
import { Call } from './attempt.ts'
import { Contact, ContactOverrides, ContactRow } from './contact.ts'

const place = ContactRow.pick({ timeZone: true, region: true, postcode: true, consent: true })

export const ContactDetails = Contact.extend({
  ...ContactOverrides.shape,
  ...place.shape,
  /** Its calls, the last one first; those before the last twenty are found among the campaign's. */
  calls: z.array(Call),
})
export type ContactDetails = z.infer<typeof ContactDetails>

const overrides = ContactOverrides.shape
const { variables } = ContactRow.shape

/** Its number stays: another number is another contact. Null takes away. Variables are replaced as a whole. */
export const ContactEdit = z
  .strictObject({
    name: z.string().min(1).max(200).nullable(),
    variables: variables.unwrap(),
    language: overrides.language.unwrap().nullable(),
    firstMessage: overrides.firstMessage.unwrap().nullable(),
    prompt: overrides.prompt.unwrap().nullable(),
    voiceId: overrides.voiceId.unwrap().nullable(),
    callAfter: overrides.callAfter.unwrap().nullable(),
    callBefore: overrides.callBefore.unwrap().nullable(),
    timeZone: place.shape.timeZone.unwrap().nullable(),
    region: place.shape.region.unwrap().nullable(),
    postcode: place.shape.postcode.unwrap().nullable(),
    consent: place.shape.consent.unwrap().nullable(),
  })
  .partial()
export type ContactEdit = z.infer<typeof ContactEdit>
