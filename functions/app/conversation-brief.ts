// What an agent is told about one call before it begins.
import { fillIn, valuesOf, variablesIn } from '#domain/template.ts'
import type { ConversationBrief } from './bridge-ports.ts'
import type { AttemptRecord, CampaignRecord, ContactRecord } from './records.ts'

type Called = Pick<AttemptRecord, 'id' | 'campaignId' | 'contactId'> & { callSid: string }
type Between = { campaign: CampaignRecord; contact: ContactRecord }

export const briefOf = ({ id, campaignId, contactId, callSid }: Called, { campaign, contact }: Between): ConversationBrief => {
  const { prompt, firstMessage, agentId, language, voiceId, settings } = campaign
  const values = valuesOf(contact)
  const apology = apologyOf(campaign)
  // The agent refuses to talk when a variable of its words is missing: a gap is better than a call without a voice.
  const gaps = Object.fromEntries(variablesIn(prompt, firstMessage).map((name) => [name, '']))
  return {
    attemptId: id,
    campaignId,
    contactId,
    callSid,
    prompt,
    firstMessage,
    variables: { ...gaps, ...values },
    maxCallMs: settings.maxCallLength,
    ...(agentId ? { agentId } : {}),
    ...(language ? { language } : {}),
    ...(voiceId ? { voiceId } : {}),
    ...(apology ? { apology: fillIn(apology, values) } : {}),
  }
}

const IN_ENGLISH = 'I am sorry, we have a technical problem and cannot go on. Thank you for your time. Goodbye.'

/** Undefined: nobody has said it in the campaign's language. */
const apologyOf = ({ settings, language }: CampaignRecord): string | undefined =>
  settings.apology ?? (language === undefined || language === 'en' ? IN_ENGLISH : undefined)
