// When no bridge takes the call: the agent holds it on Twilio's stream itself, or the caller is told that there is a problem.

import type { RegisterCall } from '#app/ports/bridge.ts'
import type { NewsPorts } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import { FIRST_LOOK_MS } from '#app/results/fetch-results.ts'
import type { AgentLanguage } from '#contract/language.ts'
import { briefOf } from './conversation-brief.ts'

export type DirectPlan =
  | { kind: 'hang-up' }
  | { kind: 'document'; document: string }
  | { kind: 'apology'; text: string; language?: AgentLanguage }

export type DirectPorts = Pick<NewsPorts, 'attempts' | 'campaigns' | 'contacts' | 'clock' | 'log'> & { registerCall: RegisterCall }

type Answered = AttemptRecord & { callSid: string }

/** The transcript and what the caller wished come when the call is over; there is no apology in the middle and no proof of what was heard: docs/decisions/0017. */
export const holdDirectly =
  (ports: DirectPorts) =>
  async (attempt: Answered): Promise<DirectPlan> => {
    const { attempts, campaigns, contacts, log } = ports
    const { id, campaignId, contactId, phone, from } = attempt
    const [campaign, contact] = await Promise.all([campaigns.get(campaignId), contacts.get(campaignId, contactId)])
    if (!campaign || !contact) return { kind: 'hang-up' }
    const brief = briefOf(attempt, { campaign, contact })
    const document = await ports.registerCall({ brief, to: phone, ...(from ? { from } : {}) }).catch((error: unknown) => {
      log.error('call.not-registered', { attemptId: id, error })
      return undefined
    })
    if (document === undefined) {
      await attempts.note(id, {
        closedFirst: 'bridge',
        agentSpoke: false,
        mediaFailure: 'no bridge took the call, nor did the agent itself',
      })
      const { apology: text, language } = brief
      return text === undefined ? { kind: 'hang-up' } : { kind: 'apology', text, ...(language ? { language } : {}) }
    }
    // Before the conversation: without this word it would count as one that never was, and be held again.
    await attempts.note(id, { heldDirectly: true, edition: campaign.edition })
    const sinceMs = ports.clock.machine()
    await attempts.awaitResult(id, { sinceMs, dueMs: sinceMs + FIRST_LOOK_MS, looks: 0 })
    return { kind: 'document', document }
  }
