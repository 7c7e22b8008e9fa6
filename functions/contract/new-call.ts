// A call to one number, outside any list.
import * as z from 'zod/mini'
import { Campaign } from './campaign.ts'
import { CampaignEdit, NewCampaign } from './campaign-edit.ts'
import { ContactRow } from './contact.ts'
import { AttemptId, ContactId, Instant, TemplateId } from './ids.ts'

const { prompt, firstMessage, agentId, from, language, voiceId, consent, defaultCountry } = NewCampaign.shape
const person = z.pick(ContactRow, { phone: true, name: true, variables: true, timeZone: true, region: true, postcode: true })

const choices = { agentId, from, language, voiceId, consent, defaultCountry }

/** With its own words. */
export const NewCallInWords = z.strictObject({ ...person.shape, prompt, firstMessage, ...choices })

/** With those of a template, but for what is named here. */
export const NewCallFromTemplate = z.strictObject({
  ...person.shape,
  templateId: TemplateId,
  prompt: CampaignEdit.shape.prompt,
  firstMessage: CampaignEdit.shape.firstMessage,
})

export const NewCall = z.union([NewCallInWords, NewCallFromTemplate])
export type NewCall = z.infer<typeof NewCall>

export const PlacedCall = z.object({
  /** Made for this call alone; its state, and why it may have to wait, are asked for as of any campaign. */
  campaign: Campaign,
  contactId: ContactId,
  /** Under which the call is found as soon as it is being placed. */
  callId: AttemptId,
  /** A rule keeps it until then: the hours at which the person may be called, or another call to the number. */
  notBefore: z.optional(Instant),
  because: z.optional(z.string()),
})
export type PlacedCall = z.infer<typeof PlacedCall>
