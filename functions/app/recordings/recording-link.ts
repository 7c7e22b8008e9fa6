// Where the recording of a call can be heard, or why it cannot.
import { attemptOrThrow } from '#app/calls/call-report.ts'
import { AppError } from '#app/errors.ts'
import type { Ports } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { AttemptId } from '#contract/ids.ts'
import type { RecordingLink } from '#contract/recording.ts'
import { isOver } from '#domain/attempt.ts'
import { recordingKey } from './recording-key.ts'

type Needs = Pick<Ports, 'attempts' | 'campaigns' | 'clock'> & { files: Pick<Ports['files'], 'downloadUrl'> }

const whyNone = ({ state, answeredAt, recordingNotice, recordingMissing }: AttemptRecord): string => {
  if (recordingMissing !== undefined) return recordingMissing
  if (recordingNotice === undefined) return 'The call was not recorded: its campaign did not have the setting recordCalls then.'
  if (!isOver(state)) return 'The call is not over. Its recording comes some seconds after its end.'
  if (answeredAt === undefined) return 'Nobody answered the call, so there was nothing to record.'
  return 'The recording is on its way from the carrier. Ask again in a minute.'
}

export const recordingLink =
  (ports: Needs) =>
  async (id: AttemptId): Promise<RecordingLink> => {
    const attempt = await attemptOrThrow(ports, id)
    const { seconds, keptUntil } = attempt.recording ?? {}
    if (seconds === undefined || keptUntil === undefined) throw new AppError('not_found', whyNone(attempt))
    if (Date.parse(keptUntil) <= ports.clock.machine()) {
      throw new AppError('not_found', `The recording was deleted on ${keptUntil.slice(0, 10)}: recordings are kept for some time only.`)
    }
    return { seconds, keptUntil, ...(await ports.files.downloadUrl(recordingKey(id))) }
  }
