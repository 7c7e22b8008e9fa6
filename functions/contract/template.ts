// A template: all of a campaign but its contacts, to make campaigns from.
import * as z from 'zod'
import { CampaignEdit, CountryCode, NewCampaign } from './campaign.ts'
import { Instant, TemplateId } from './ids.ts'

/** As a campaign is given. */
export const NewTemplate = NewCampaign
export type NewTemplate = z.infer<typeof NewTemplate>

export const Template = z.object({
  ...NewTemplate.shape,
  id: TemplateId,
  /** Grows with every change; each campaign names the version that it was made from. */
  version: z.int().min(1),
  createdAt: Instant,
  changedAt: Instant,
})
export type Template = z.infer<typeof Template>

/** What changes of a template; campaigns that were made from it stay as they are. */
export const TemplateEdit = CampaignEdit.extend({ defaultCountry: CountryCode.optional() })
export type TemplateEdit = z.infer<typeof TemplateEdit>

/** A campaign by its template, and what is different from that. */
export const FromTemplate = TemplateEdit.extend({ templateId: TemplateId })
export type FromTemplate = z.infer<typeof FromTemplate>

/** All of a campaign, or a template of it. */
export const CampaignRequest = z.union([NewCampaign, FromTemplate])
export type CampaignRequest = z.infer<typeof CampaignRequest>
