// What the media bridge asks and reports about the call whose audio it carries.
import type { AttemptId } from '#contract/ids.ts'
import { isOver } from '#domain/attempt.ts'
import { variablesIn } from '#domain/template.ts'
import type { Conversations } from './bridge-ports.ts'
import type { Attempts, Campaigns, Clock, Contacts } from './ports.ts'

/** A bridge that is alive says so every 20 s: three of them may get lost. */
const LEASE_MS = 60_000

type Ports = { attempts: Attempts; campaigns: Campaigns; contacts: Contacts; clock: Clock }

export const conversations = ({ attempts, campaigns, contacts, clock }: Ports): Conversations => ({
  async open(attemptId) {
    const attempt = await attempts.get(attemptId)
    if (!attempt?.callSid) return { kind: 'refused', reason: 'no such attempt' }
    if (isOver(attempt.state)) return { kind: 'refused', reason: 'over' }
    const [campaign, contact] = await Promise.all([campaigns.get(attempt.campaignId), contacts.get(attempt.campaignId, attempt.contactId)])
    if (!campaign || !contact) return { kind: 'refused', reason: 'no such attempt' }
    if (!(await attempts.openStream(attempt, clock.machine()))) return { kind: 'refused', reason: 'already open' }
    return {
      kind: 'open',
      brief: {
        attemptId,
        campaignId: attempt.campaignId,
        contactId: attempt.contactId,
        callSid: attempt.callSid,
        prompt: campaign.prompt,
        firstMessage: campaign.firstMessage,
        variables: {
          // The agent refuses to talk when a variable of its words is missing: a gap is better than a call without a voice.
          ...Object.fromEntries(variablesIn(campaign.prompt, campaign.firstMessage).map((name) => [name, ''])),
          ...contact.variables,
          ...(contact.name ? { name: contact.name } : {}),
        },
      },
    }
  },

  heartbeat: (attemptId: AttemptId) => attempts.extendLease(attemptId, clock.machine() + LEASE_MS),

  async report(attemptId, { conversationId, closedFirst, agentSpoke, failure }) {
    await attempts.note(attemptId, {
      closedFirst,
      agentSpoke,
      ...(conversationId ? { conversationId } : {}),
      ...(failure ? { mediaFailure: failure } : {}),
    })
  },
})
