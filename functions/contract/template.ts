// A template: all of a campaign but its contacts, to make campaigns from.
import * as z from 'zod/mini'
import { CampaignEdit, NewCampaign } from './campaign-edit.ts'
import { CountryCode } from './campaign-settings.ts'
import { Instant, TemplateId } from './ids.ts'
import { OneOrMore } from './parts.ts'

/** As a campaign is given. */
export const NewTemplate = NewCampaign
export type NewTemplate = z.infer<typeof NewTemplate>

export const Template = z.object({
  ...NewTemplate.shape,
  id: TemplateId,
  /** Grows with every change; each campaign names the version that it was made from. */
  version: OneOrMore,
  createdAt: Instant,
  changedAt: Instant,
})
export type Template = z.infer<typeof Template>

/** What changes of a template; campaigns that were made from it stay as they are. */
export const TemplateEdit = z.extend(CampaignEdit, { defaultCountry: z.optional(CountryCode) })
export type TemplateEdit = z.infer<typeof TemplateEdit>

/** A campaign by its template, and what is different from that. */
export const FromTemplate = z.extend(TemplateEdit, { templateId: TemplateId })
export type FromTemplate = z.infer<typeof FromTemplate>

/** All of a campaign, or a template of it. */
export const CampaignRequest = z.union([NewCampaign, FromTemplate])
export type CampaignRequest = z.infer<typeof CampaignRequest>
