// What an agent is told about one call before it begins.

import type { ConversationBrief } from '#app/ports/bridge.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { AgentLanguage } from '#contract/language.ts'
import { announcing } from '#domain/recording.ts'
import { fillIn, forAgent, valuesOf } from '#domain/template.ts'

type Called = Pick<AttemptRecord, 'id' | 'campaignId' | 'contactId' | 'recordingNotice'> & { callSid: string }
type Between = { campaign: CampaignRecord; contact: ContactRecord }

/** What the contact's row says wins over the campaign. */
export const briefOf = (
  { id, campaignId, contactId, callSid, recordingNotice }: Called,
  { campaign, contact }: Between,
): ConversationBrief => {
  const { prompt, firstMessage, agentId, language, voiceId } = { ...campaign, ...wordsOf(contact) }
  const values = valuesOf(contact)
  const apology = apologyIn(language, campaign)
  return {
    attemptId: id,
    campaignId,
    contactId,
    callSid,
    ...forAgent({ prompt, firstMessage: announcing(recordingNotice, firstMessage) }, values),
    maxCallMs: campaign.settings.maxCallLength,
    ...(agentId ? { agentId } : {}),
    ...(language ? { language } : {}),
    ...(voiceId ? { voiceId } : {}),
    ...(apology ? { apology: fillIn(apology, values) } : {}),
  }
}

/** Only what is there: an absent one must not take the campaign's away. */
const wordsOf = ({ prompt, firstMessage, language, voiceId }: ContactRecord) => ({
  ...(prompt ? { prompt } : {}),
  ...(firstMessage ? { firstMessage } : {}),
  ...(language ? { language } : {}),
  ...(voiceId ? { voiceId } : {}),
})

const IN_ENGLISH = 'I am sorry, we have a technical problem and cannot go on. Thank you for your time. Goodbye.'

/** The campaign's own words are in the campaign's language. Undefined: nobody has said it in the language of the call. */
const apologyIn = (language: AgentLanguage | undefined, campaign: CampaignRecord): string | undefined =>
  (language === campaign.language ? campaign.settings.apology : undefined) ??
  (language === undefined || language === 'en' ? IN_ENGLISH : undefined)
