// What the media bridge asks and reports about the call whose audio it carries.
import type { AttemptId } from '#contract/ids.ts'
import { isOver } from '#domain/attempt.ts'
import { valuesOf, variablesIn } from '#domain/template.ts'
import type { ConversationBrief, Conversations } from './bridge-ports.ts'
import type { AttemptRecord, CampaignRecord, ContactRecord } from './records.ts'
import { type RefiningPorts, refineAttempt } from './refine-attempt.ts'

/** A bridge that is alive says so every 20 s: three of them may get lost. */
const LEASE_MS = 60_000

export const conversations = (ports: RefiningPorts): Conversations => ({
  async open(attemptId) {
    const { attempts, campaigns, contacts, clock } = ports
    const attempt = await attempts.get(attemptId)
    if (!attempt?.callSid) return { kind: 'refused', reason: 'no such attempt' }
    if (isOver(attempt.state)) return { kind: 'refused', reason: 'over' }
    const [campaign, contact] = await Promise.all([campaigns.get(attempt.campaignId), contacts.get(attempt.campaignId, attempt.contactId)])
    if (!campaign || !contact) return { kind: 'refused', reason: 'no such attempt' }
    if (!(await attempts.openStream(attempt, clock.machine()))) return { kind: 'refused', reason: 'already open' }
    // Edited between the claim and the answer: the agent says what the campaign says now.
    if (campaign.edition !== attempt.edition) await attempts.note(attemptId, { edition: campaign.edition })
    return { kind: 'open', brief: briefOf({ ...attempt, callSid: attempt.callSid }, { campaign, contact }) }
  },

  heartbeat: (attemptId: AttemptId) => ports.attempts.extendLease(attemptId, ports.clock.machine() + LEASE_MS),

  async report(attemptId, { conversationId, closedFirst, agentSpoke, failure }) {
    const attempt = await ports.attempts.note(attemptId, {
      closedFirst,
      agentSpoke,
      ...(conversationId ? { conversationId } : {}),
      ...(failure ? { mediaFailure: failure } : {}),
    })
    // The carrier may have told of the end before the bridge has.
    if (attempt) await refineAttempt(ports, attempt)
  },
})

type Called = Pick<AttemptRecord, 'id' | 'campaignId' | 'contactId'> & { callSid: string }

const briefOf = (
  { id, campaignId, contactId, callSid }: Called,
  { campaign, contact }: { campaign: CampaignRecord; contact: ContactRecord },
): ConversationBrief => {
  const { prompt, firstMessage, agentId, language } = campaign
  // The agent refuses to talk when a variable of its words is missing: a gap is better than a call without a voice.
  const gaps = Object.fromEntries(variablesIn(prompt, firstMessage).map((name) => [name, '']))
  return {
    attemptId: id,
    campaignId,
    contactId,
    callSid,
    prompt,
    firstMessage,
    variables: { ...gaps, ...valuesOf(contact) },
    ...(agentId ? { agentId } : {}),
    ...(language ? { language } : {}),
  }
}
