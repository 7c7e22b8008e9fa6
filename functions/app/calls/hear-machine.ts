// The carrier has heard who or what answered: the claim is kept, and a machine is left a message or hung up on.

import type { AttemptRecord } from '#app/records/attempt.ts'
import type { AnsweredBy } from '#contract/attempt.ts'
import type { AttemptId } from '#contract/ids.ts'
import type { AgentLanguage } from '#contract/language.ts'
import { isMachine, isOver } from '#domain/attempt.ts'
import { fillIn, valuesOf } from '#domain/template.ts'
import { eventOf } from './end-calls.ts'
import { recordAttempt } from './record-attempt.ts'
import { refineAttempt } from './refine-attempt.ts'

type Ports = Parameters<typeof recordAttempt>[0]
type News = { callSid: string; answeredBy: AnsweredBy; detectionMs?: number }

/** The greeting is over: heard only where the dial asked to wait for that, which campaigns do that leave a message. */
const GREETING_IS_OVER: ReadonlySet<AnsweredBy> = new Set(['machine_end_beep', 'machine_end_silence', 'machine_end_other'])

/** Throws when the machine could not be seen to: whoever brought the news brings it again. */
export const hearMachine =
  (ports: Ports) =>
  async (attemptId: AttemptId, { callSid, answeredBy, detectionMs }: News): Promise<void> => {
    // What was listened to has been answered, and this may be the first that anybody hears of it.
    const attempt = await recordAttempt(ports)(attemptId, { kind: 'progressed', state: 'answered', callSid })
    if (attempt.callSid !== callSid) return

    const message = GREETING_IS_OVER.has(answeredBy) ? await messageTo(ports, attempt) : undefined
    // Before the claim is kept, which then tells that the message was said: news that come twice must not begin it again.
    const isNews = attempt.answeredBy !== answeredBy && !isOver(attempt.state)
    if (message && isNews) await ports.telephony.say(callSid, message.text, message.language)

    const known = await ports.attempts.note(attemptId, { answeredBy, ...(detectionMs !== undefined ? { detectionMs } : {}) })
    if (!known) return
    if (isOver(known.state)) await refineAttempt(ports, known)
    else if (isMachine(answeredBy) && !message) await hangUp(ports, attemptId, callSid)
  }

const messageTo = async (
  { campaigns, contacts }: Ports,
  { campaignId, contactId }: AttemptRecord,
): Promise<{ text: string; language?: AgentLanguage } | undefined> => {
  const [campaign, contact] = await Promise.all([campaigns.get(campaignId), contacts.get(campaignId, contactId)])
  const message = campaign?.settings.voicemailMessage
  if (message === undefined || !contact) return undefined
  return { text: fillIn(message, valuesOf(contact)), ...(campaign?.language ? { language: campaign.language } : {}) }
}

/** The answer settles the attempt when it says that the call is over; otherwise the callback of the end does. */
const hangUp = async (ports: Ports, attemptId: AttemptId, callSid: string): Promise<void> => {
  const call = await ports.telephony.end(callSid)
  if (call) await recordAttempt(ports)(attemptId, eventOf(call))
}
