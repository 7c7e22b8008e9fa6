// Records as the outside sees them.
import { Call } from '#contract/call.ts'
import { Campaign, type CampaignStats } from '#contract/campaign.ts'
import { Contact } from '#contract/contact.ts'
import { Import } from '#contract/import.ts'
import { ContactDetails } from '#contract/one-contact.ts'
import { mask } from '#domain/mask.ts'
import { addDeltas, statsOf } from '#domain/progress.ts'
import type { CallRecord } from './records/call.ts'
import type { CampaignRecord } from './records/campaign.ts'
import type { ContactRecord } from './records/contact.ts'
import type { ImportRecord } from './records/import.ts'
import type { LaneRecord } from './records/lane.ts'

/** What is not told to the outside is left out by the schema. */
export const viewCampaign = (campaign: CampaignRecord): Campaign => Campaign.parse(campaign)

export const viewStats = (campaign: CampaignRecord, lanes: readonly LaneRecord[]): CampaignStats =>
  statsOf(campaign.totalContacts, addDeltas(...lanes.map(({ counters }) => counters)))

/** Grows with every change of the counters, since every change of a lane or of the campaign counts one up. */
export const statsVersion = (campaign: CampaignRecord, lanes: readonly LaneRecord[]): number =>
  lanes.reduce((sum, { version }) => sum + version, campaign.version)

export const viewContact = (contact: ContactRecord): Contact => Contact.parse(contact)

export const viewCall = (attempt: CallRecord): Call => Call.parse({ ...attempt, phone: mask(attempt.phone), attempt: attempt.n })

/** So many of a contact's calls are shown with it. */
export const MOST_CALLS = 20

/** `calls`: the last one first. */
export const viewContactDetails = (contact: ContactRecord, calls: readonly CallRecord[]): ContactDetails =>
  ContactDetails.parse({ ...contact, calls: calls.slice(0, MOST_CALLS).map(viewCall) })

export const viewImport = (record: ImportRecord): Import => Import.parse(record)
