// One contact in full, and what a person may change of it.
import * as z from 'zod/mini'
import { Call } from './call.ts'
import { Contact, ContactRow } from './contact.ts'
import { ContactOverrides } from './contact-parts.ts'

const place = z.pick(ContactRow, { timeZone: true, region: true, postcode: true, consent: true })

export const ContactDetails = z.extend(Contact, {
  ...ContactOverrides.shape,
  ...place.shape,
  /** Its calls, the last one first; those before the last twenty are found among the campaign's. */
  calls: z.array(Call),
})
export type ContactDetails = z.infer<typeof ContactDetails>

const overrides = ContactOverrides.shape
const { variables } = ContactRow.shape

/** What a row may leave out can be taken away. */
const removable = <S extends z.core.SomeType>(field: z.ZodMiniOptional<S>) => z.nullable(field.def.innerType)

/** Its number stays: another number is another contact. Null takes away. Variables are replaced as a whole. */
export const ContactEdit = z.partial(
  z.strictObject({
    name: z.nullable(z.string().check(z.minLength(1), z.maxLength(200))),
    variables: variables.def.innerType,
    language: removable(overrides.language),
    firstMessage: removable(overrides.firstMessage),
    prompt: removable(overrides.prompt),
    voiceId: removable(overrides.voiceId),
    callAfter: removable(overrides.callAfter),
    callBefore: removable(overrides.callBefore),
    timeZone: removable(place.shape.timeZone),
    region: removable(place.shape.region),
    postcode: removable(place.shape.postcode),
    consent: removable(place.shape.consent),
  }),
)
export type ContactEdit = z.infer<typeof ContactEdit>
