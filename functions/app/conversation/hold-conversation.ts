// What the media bridge asks and reports about the call whose audio it carries.

import { type RefiningPorts, refineAttempt } from '#app/calls/refine-attempt.ts'
import type { Conversations } from '#app/ports/bridge.ts'
import type { Ports } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import { FIRST_LOOK_MS } from '#app/results/fetch-results.ts'
import { isOver } from '#domain/attempt.ts'
import { briefOf } from './conversation-brief.ts'
import { fulfilWishes, type WishPorts } from './fulfil-wishes.ts'

/** A bridge that is alive says so every 20 s: three of them may get lost. */
const LEASE_MS = 60_000

type Needs = RefiningPorts & WishPorts & Pick<Ports, 'transcripts'>

/** `heldAt`: address of the task that carries the audio, for those who listen in. */
export const conversations = (ports: Needs, { heldAt }: { heldAt?: string | undefined } = {}): Conversations => ({
  async open(attemptId) {
    const { attempts, campaigns, contacts, clock } = ports
    const attempt = await attempts.get(attemptId)
    if (!attempt?.callSid) return { kind: 'refused', reason: 'no such attempt' }
    if (isOver(attempt.state)) return { kind: 'refused', reason: 'over' }
    const [campaign, contact] = await Promise.all([campaigns.get(attempt.campaignId), contacts.get(attempt.campaignId, attempt.contactId)])
    if (!campaign || !contact) return { kind: 'refused', reason: 'no such attempt' }
    const stream = { openedMs: clock.machine(), answeredForMs: answeredFor(attempt, clock.now()), heldAt }
    if (!(await attempts.openStream(attempt, stream))) return { kind: 'refused', reason: 'already open' }
    // Edited between the claim and the answer: the agent says what the campaign says now.
    if (campaign.edition !== attempt.edition) await attempts.note(attemptId, { edition: campaign.edition })
    return { kind: 'open', brief: briefOf({ ...attempt, callSid: attempt.callSid }, { campaign, contact }) }
  },

  async begin(attemptId, conversationId) {
    const sinceMs = ports.clock.machine()
    await ports.attempts.awaitResult(attemptId, { conversationId, sinceMs, dueMs: sinceMs + FIRST_LOOK_MS, looks: 0 })
  },

  heartbeat: (attemptId) => ports.attempts.extendLease(attemptId, ports.clock.machine() + LEASE_MS),

  tell: (attemptId, turn) => ports.transcripts.tell(attemptId, turn),

  ...fulfilWishes(ports),

  async report(attemptId, { conversationId, closedFirst, endedBecause, agentSpoke, failure, measured }) {
    const before = measured ? await ports.attempts.get(attemptId) : undefined
    const attempt = await ports.attempts.note(attemptId, {
      closedFirst,
      agentSpoke,
      ...(conversationId ? { conversationId } : {}),
      ...(endedBecause ? { endedBecause } : {}),
      ...(failure ? { mediaFailure: failure } : {}),
      ...(measured ? { latency: { ...before?.latency, ...measured.latency }, speech: measured.speech } : {}),
    })
    // The carrier may have told of the end before the bridge has.
    if (attempt) await refineAttempt(ports, attempt)
  },
})

/** Until Twilio had asked what to do with the call and opened the stream. */
const answeredFor = ({ answeredAt }: AttemptRecord, now: number): number | undefined =>
  answeredAt === undefined ? undefined : Math.max(0, Math.round(now - Date.parse(answeredAt)))
