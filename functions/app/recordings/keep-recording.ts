// A recording leaves the carrier: it is copied into the bucket, noted with its call, and deleted where it was made.

import type { AwaitedRecordings, CarrierRecording, CarrierRecordings } from '#app/ports/recordings.ts'
import type { Ports } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { AttemptId } from '#contract/ids.ts'
import { isOver } from '#domain/attempt.ts'
import { fateOf } from '#domain/recording.ts'
import { recordingKey } from './recording-key.ts'

export type KeepingPorts = Pick<Ports, 'clock' | 'log'> & {
  attempts: Pick<Ports['attempts'], 'get' | 'note'>
  files: Pick<Ports['files'], 'write'>
  recordings: AwaitedRecordings
  carrier: CarrierRecordings
  /** The bucket forgets a recording after so many days. */
  days: number
}

const DAY_MS = 24 * 60 * 60_000

/**
 * `waits`: call or recording is not over, or nobody has told yet whether the notice was heard. Each step may be done again: who was cut off
 * behind the copy finds it noted, and goes on with deleting.
 */
export const keepRecording =
  (ports: KeepingPorts) =>
  async (id: AttemptId, { isLast }: { isLast: boolean } = { isLast: false }): Promise<'settled' | 'waits'> => {
    const attempt = await ports.attempts.get(id)
    if (attempt && !isOver(attempt.state)) return 'waits'
    if (attempt?.callSid !== undefined && !(await takeAway(ports, { attempt, callSid: attempt.callSid, isLast }))) return 'waits'
    await ports.recordings.settle(id)
    return 'settled'
  }

type Ended = { attempt: AttemptRecord; callSid: string; isLast: boolean }

/** False when there is still something to wait for. */
const takeAway = async (ports: KeepingPorts, { attempt, callSid, isLast }: Ended): Promise<boolean> => {
  const made = await ports.carrier.ofCall(callSid)
  const fate = fateOf(attempt, made, { isLast })
  if (fate.kind === 'waits') return false
  if (fate.kind === 'keep') await copy(ports, attempt, fate.made)
  if (fate.kind === 'drop' && fate.because !== undefined) await ports.attempts.note(attempt.id, { recordingMissing: fate.because })
  for (const { sid } of made) await ports.carrier.remove(sid)
  return true
}

const copy = async (
  { attempts, carrier, clock, days, files }: KeepingPorts,
  attempt: AttemptRecord,
  { sid, seconds }: CarrierRecording,
) => {
  await files.write(recordingKey(attempt.id), await carrier.fetch(sid), { contentType: 'audio/wav' })
  const keptUntil = new Date(clock.machine() + days * DAY_MS).toISOString()
  await attempts.note(attempt.id, { recording: { sid, seconds, keptUntil } })
}
