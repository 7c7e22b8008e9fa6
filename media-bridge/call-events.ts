// What a call tells the world outside the bridge: that it lives, that it is over, that it must end. Nothing here ever throws.
import type { ConversationBrief, ConversationReport, Conversations, HangUp } from '#app/bridge-ports.ts'
import { errorFields, type Log } from './log.ts'
import type { Timing } from './timing.ts'

export type CallEvents = {
  heartbeat(): Promise<void>
  hangUp(): Promise<void>
  report(report: ConversationReport): Promise<void>
}

type Ports = { conversations: Conversations; hangUp: HangUp; timing: Timing; log: Log }

/** Rests between the tries; what is lost after the last one is found by the reconciler. */
const RESTS_MS = [250, 500, 1_000, 2_000]

export const callEvents = ({ conversations, hangUp, timing, log }: Ports, { attemptId, callSid }: ConversationBrief): CallEvents => {
  const insist = async (failed: 'hang-up.failed' | 'report.failed', act: () => Promise<void>): Promise<void> => {
    for (const rest of [...RESTS_MS, undefined]) {
      const error = await act().then(
        () => undefined,
        (reason: unknown) => ({ reason }),
      )
      if (!error) return
      log(rest === undefined ? 'ERROR' : 'WARN', failed, { attemptId, callSid, ...errorFields(error.reason) })
      if (rest !== undefined) await new Promise<void>((resolve) => timing.after(rest, resolve))
    }
  }
  return {
    /** The next one comes soon enough. */
    heartbeat: () =>
      conversations
        .heartbeat(attemptId)
        .catch((error: unknown) => log('WARN', 'heartbeat.failed', { attemptId, callSid, ...errorFields(error) })),
    hangUp: () => insist('hang-up.failed', () => hangUp(callSid)),
    report: (report) => insist('report.failed', () => conversations.report(attemptId, report)),
  }
}
