// What decides whether a row can ever be called, beside the row itself: the moment, and the countries that the campaign calls.
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ImportRecord } from '#app/records/import.ts'

export type Judge = NonNullable<ImportRecord['judgedBy']>

export const judgeOf = ({ defaultCountry, settings }: CampaignRecord, now: number): Judge => ({
  at: new Date(now).toISOString(),
  defaultCountry,
  allowedCountries: settings.allowedCountries,
})
