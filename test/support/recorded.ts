// A recorded call over a table in memory, with a carrier and a bucket that the test plays itself.

import type { CarrierRecording, CarrierRecordings } from '#app/ports/recordings.ts'
import { keepRecording } from '#app/recordings/keep-recording.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import { attemptKey } from '#store/table.ts'
import { memoryTable } from '../simulation/table/memory-table.ts'
import { anAttempt } from './builders.ts'
import { openStore } from './store.ts'

export const NOTICE = 'This call is recorded.'
export const CALL_SID = `CA${'1'.repeat(32)}`
export const RECORDING_SID = `RE${'2'.repeat(32)}`
export const DAYS = 30

/** Has what a test puts there, and fails while it is told to. */
export const playedCarrier = () => {
  const held = new Map<string, CarrierRecording>()
  let failing: keyof CarrierRecordings | undefined
  const work = (what: keyof CarrierRecordings): void => {
    if (failing === what) throw new Error('The carrier does not answer')
  }
  const carrier: CarrierRecordings = {
    async ofCall(callSid) {
      work('ofCall')
      return callSid === CALL_SID ? [...held.values()] : []
    },
    async fetch(sid) {
      work('fetch')
      return new TextEncoder().encode(`audio of ${sid}`)
    },
    async remove(sid) {
      work('remove')
      held.delete(sid)
    },
  }
  const has = (recording: Partial<CarrierRecording> = {}): void => {
    const whole = { sid: RECORDING_SID, seconds: 42, isReady: true, ...recording }
    held.set(whole.sid, whole)
  }
  const fails = (what: keyof CarrierRecordings | undefined): void => {
    failing = what
  }
  return { carrier, has, held, fails }
}

export const playedBucket = () => {
  const objects = new Map<string, string>()
  return {
    objects,
    files: {
      write: async (key: string, content: string | Uint8Array) =>
        void objects.set(key, typeof content === 'string' ? content : new TextDecoder().decode(content)),
      remove: async (key: string) => void objects.delete(key),
      downloadUrl: async (key: string) => ({ url: `https://bucket.test/${key}`, expiresAt: '2026-11-02T16:00:00.000Z' }),
    },
  }
}

export const recorded = async (changes: Partial<AttemptRecord> = {}) => {
  const store = openStore(() => memoryTable())
  const attempt = anAttempt({ callSid: CALL_SID, recordingNotice: NOTICE, state: 'completed', agentSpoke: true, ...changes })
  const { id } = attempt
  await store.campaign({ id: attempt.campaignId })
  await store.table.put({ ...attemptKey(id), ...attempt })
  const { carrier, ...network } = playedCarrier()
  const { files, objects } = playedBucket()
  const warnings: string[] = []
  const log = { info: () => {}, warn: (text: string) => void warnings.push(text), error: (text: string) => void warnings.push(text) }
  const ports = { ...store, carrier, days: DAYS, files, log }
  return {
    ...store,
    ...network,
    attempt,
    objects,
    ports,
    warnings,
    keep: keepRecording(ports),
    now: async () => (await store.attempts.get(id)) ?? attempt,
    isAwaited: async () => (await store.recordings.lookFor(id)) !== undefined,
  }
}
