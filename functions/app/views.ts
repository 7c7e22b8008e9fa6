// Records as the outside sees them.
import type { Call } from '#contract/attempt.ts'
import type { Campaign, CampaignStats } from '#contract/campaign.ts'
import type { Contact, Import } from '#contract/contact.ts'
import { mask } from '#domain/phone.ts'
import { addDeltas, statsOf } from '#domain/progress.ts'
import type { AttemptRecord, CampaignRecord, ContactRecord, ImportRecord, LaneRecord } from './records.ts'

export const viewCampaign = (campaign: CampaignRecord): Campaign => {
  const { id, name, state, reason, prompt, firstMessage, defaultCountry, settings, openImports, createdAt, startedAt, endedAt, version } =
    campaign
  return {
    ...{ id, name, state, prompt, firstMessage, defaultCountry, settings, openImports, createdAt, version },
    ...(reason ? { reason } : {}),
    ...(startedAt ? { startedAt } : {}),
    ...(endedAt ? { endedAt } : {}),
  }
}

export const viewStats = (campaign: CampaignRecord, lanes: readonly LaneRecord[]): CampaignStats =>
  statsOf(campaign.totalContacts, addDeltas(...lanes.map(({ counters }) => counters)))

/** Grows with every change of the counters, since every change of a lane or of the campaign counts one up. */
export const statsVersion = (campaign: CampaignRecord, lanes: readonly LaneRecord[]): number =>
  lanes.reduce((sum, { version }) => sum + version, campaign.version)

export const viewContact = (contact: ContactRecord): Contact => {
  const { id, campaignId, phone, name, variables, state, attempts, outcome, dueAt, heldBecause } = contact
  return {
    ...{ id, campaignId, phone, variables, state, attempts },
    ...(name ? { name } : {}),
    ...(outcome ? { outcome } : {}),
    ...(dueAt ? { dueAt } : {}),
    ...(heldBecause ? { heldBecause } : {}),
  }
}

export const viewCall = (attempt: AttemptRecord): Call => {
  const { id, campaignId, contactId, phone, name, n, state, outcome, callSid, conversationId, claimedAt, answeredAt, endedAt, seconds } =
    attempt
  return {
    ...{ id, campaignId, contactId, phone: mask(phone), attempt: n, state, claimedAt, version: attempt.version },
    ...(name ? { name } : {}),
    ...(outcome ? { outcome } : {}),
    ...(callSid ? { callSid } : {}),
    ...(conversationId ? { conversationId } : {}),
    ...(answeredAt ? { answeredAt } : {}),
    ...(endedAt ? { endedAt } : {}),
    ...(seconds !== undefined ? { seconds } : {}),
  }
}

export const viewImport = ({ touchedMs: _, ...record }: ImportRecord): Import => record
