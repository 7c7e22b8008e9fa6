// Every minute: recordings whose callback was lost, or that could not be copied then, are looked for; ever less often, and for a day.
import { inParallel } from '#app/in-parallel.ts'
import type { AttemptId } from '#contract/ids.ts'
import { isGivenUp, nextLookAt } from '#domain/looking.ts'
import { type KeepingPorts, keepRecording } from './keep-recording.ts'

/** From the answer on: longer than a call lasts, so that its callback nearly always comes first. */
export const FIRST_LOOK_MS = 15 * 60_000
export const NEXT_LOOK_MS = 60_000
/** In one minute; each is a few megabytes, and held whole while it is copied. */
const MOST = 120
const AT_A_TIME = 4

export const tendRecordings = (ports: KeepingPorts) => async (): Promise<void> => {
  const due = await ports.recordings.due(ports.clock.machine(), MOST)
  await inParallel(due, AT_A_TIME, (id) => look(ports, id))
}

const look = async (ports: KeepingPorts, id: AttemptId): Promise<void> => {
  const { clock, log, recordings } = ports
  const found = await recordings.lookFor(id)
  if (!found) return
  const { sinceMs, looks } = found
  const nowMs = clock.machine()
  const isLast = isGivenUp(found, nowMs)
  try {
    if ((await keepRecording(ports)(id, { isLast })) === 'settled') return
  } catch (error) {
    log.warn('recording.not-kept', { attemptId: id, looks, error })
    if (isLast) return await giveUp(ports, id)
  }
  const dueMs = nextLookAt(found, { nowMs, firstWaitMs: NEXT_LOOK_MS })
  await recordings.expect(id, { sinceMs, looks: looks + 1, dueMs })
}

/** Not deleted at the carrier: it may be the only one that there is, and somebody must see to it. */
const giveUp = async ({ attempts, log, recordings }: KeepingPorts, id: AttemptId): Promise<void> => {
  log.error('recording.given-up', { attemptId: id })
  await attempts.note(id, {
    recordingMissing: 'It could not be fetched from the carrier for a day, and is still there: see the call’s sid.',
  })
  await recordings.settle(id)
}
