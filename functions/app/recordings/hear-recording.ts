// The carrier has recorded a call, or has found nothing to record: noted with the call, and taken away from there at once if that can be.
import type { AttemptId } from '#contract/ids.ts'
import { type KeepingPorts, keepRecording } from './keep-recording.ts'
import { NEXT_LOOK_MS } from './tend-recordings.ts'

export type RecordingNews = { callSid: string } & ({ kind: 'made'; sid: string; seconds: number } | { kind: 'absent' })

const TOO_SHORT = 'The carrier found nothing to record: the call was too short, or silent.'

export const hearRecording =
  (ports: KeepingPorts) =>
  async (attemptId: AttemptId, news: RecordingNews): Promise<void> => {
    const attempt = await ports.attempts.get(attemptId)
    if (!attempt || (attempt.callSid !== undefined && attempt.callSid !== news.callSid)) return await forget(ports, attemptId, news)
    if (news.kind === 'absent') {
      if (!attempt.recording) await ports.attempts.note(attemptId, { recordingMissing: TOO_SHORT })
      return await ports.recordings.settle(attemptId)
    }
    const now = ports.clock.machine()
    // Should this invocation end before the recording is here, whoever looks every minute goes on.
    await ports.recordings.expect(attemptId, { sinceMs: now, looks: 0, dueMs: now + NEXT_LOOK_MS })
    const { sid, seconds } = news
    // Of a call whose person was forgotten meanwhile nothing is noted any more.
    if (!attempt.recording && attempt.recordingNotice !== undefined) await ports.attempts.note(attemptId, { recording: { sid, seconds } })
    try {
      await keepRecording(ports)(attemptId)
    } catch (error) {
      ports.log.warn('recording.not-kept-yet', { attemptId, error })
    }
  }

/** An attempt has one call, and whoever was forgotten has none: what was recorded is nobody's. */
const forget = async ({ carrier, log }: KeepingPorts, attemptId: AttemptId, news: RecordingNews): Promise<void> => {
  log.warn('recording.of-nobody', { attemptId, callSid: news.callSid })
  if (news.kind === 'made') await carrier.remove(news.sid)
}
