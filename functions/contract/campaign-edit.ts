// A campaign as it is made, and what changes of it.
import * as z from 'zod/mini'
import { choices } from './campaign.ts'
import { CampaignSettings, CountryCode, extras, limits } from './campaign-settings.ts'
import { trimmed } from './parts.ts'

/** Settings that change; null takes one away that can be absent. */
export const SettingsEdit = z.partial(
  z.strictObject({
    ...limits,
    retries: z.nullable(extras.retries),
    voicemailMessage: z.nullable(extras.voicemailMessage),
    apology: z.nullable(extras.apology),
    recordingNotice: z.nullable(extras.recordingNotice),
    window: z.nullable(extras.window),
    budget: z.nullable(extras.budget),
    allowedCountries: z.nullable(extras.allowedCountries),
  }),
)
export type SettingsEdit = z.infer<typeof SettingsEdit>

const words = {
  name: trimmed(200),
  /** What the agent is told to do. */
  prompt: trimmed(20_000),
  /** What the agent says first. `{{name}}` and any column of the list may stand in it. */
  firstMessage: trimmed(2_000),
}

export const NewCampaign = z.strictObject({
  ...words,
  agentId: z.optional(choices.agentId),
  from: z.optional(choices.from),
  language: z.optional(choices.language),
  voiceId: z.optional(choices.voiceId),
  consent: z.optional(choices.consent),
  mapping: z.optional(choices.mapping),
  /** Of numbers that are written without a country code. */
  defaultCountry: z._default(CountryCode, 'US'),
  settings: z.prefault(CampaignSettings, {}),
})
export type NewCampaign = z.infer<typeof NewCampaign>

/** What changes of a campaign, also while it is running: calls that are claimed from then on use it. */
export const CampaignEdit = z.partial(
  z.strictObject({
    ...words,
    agentId: z.nullable(choices.agentId),
    from: z.nullable(choices.from),
    language: z.nullable(choices.language),
    voiceId: z.nullable(choices.voiceId),
    consent: choices.consent,
    mapping: z.nullable(choices.mapping),
    settings: SettingsEdit,
  }),
)
export type CampaignEdit = z.infer<typeof CampaignEdit>
