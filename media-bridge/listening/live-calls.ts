// The calls that this task carries, each with whoever listens to it.
import type { AttemptId } from '#contract/ids.ts'
import type { Log } from '../log.ts'
import type { Timing } from '../timing.ts'
import { type Audience, gatherAudience } from './audience.ts'

export type LiveCalls = {
  /** A call has begun. `hint`: false when its agent cannot be told now. */
  begin(callId: AttemptId, hint: (text: string) => boolean): Audience
  audienceOf(callId: AttemptId): Audience | undefined
}

export const liveCalls = ({ timing, log }: { timing: Timing; log: Log }): LiveCalls => {
  const audiences = new Map<AttemptId, Audience>()
  return {
    begin(callId, hint) {
      const audience = gatherAudience({
        hint,
        timing,
        onCount: (listeners) => log('INFO', 'call.listeners', { attemptId: callId, listeners }),
      })
      const leave = (): void => {
        audiences.delete(callId)
        audience.leave()
      }
      const known = { ...audience, leave }
      audiences.set(callId, known)
      return known
    },
    audienceOf: (callId) => audiences.get(callId),
  }
}
