// Recordings at the carrier that are not here yet, and the carrier as far as it has them.
import type { AttemptId } from '#contract/ids.ts'

/** Since when somebody looks for a recording, machine time, and how often they have. */
export type Look = { sinceMs: number; looks: number }

export type AwaitedRecordings = {
  /** Somebody looks for it from `dueMs` on, machine time. */
  expect(id: AttemptId, look: Look & { dueMs: number }): Promise<void>
  /** Those that were to be looked for by then, the longest overdue first. */
  due(untilMs: number, limit: number): Promise<AttemptId[]>
  /** Undefined when nobody looks for it. */
  lookFor(id: AttemptId): Promise<Look | undefined>
  /** Nobody looks for it any more. */
  settle(id: AttemptId): Promise<void>
}

export type CarrierRecording = { sid: string; seconds: number; isReady: boolean }

export type CarrierRecordings = {
  /** Those that there are, or will be. */
  ofCall(callSid: string): Promise<CarrierRecording[]>
  /** The whole of it as a WAV file. */
  fetch(sid: string): Promise<Uint8Array>
  /** One that is gone already is a success. */
  remove(sid: string): Promise<void>
}
