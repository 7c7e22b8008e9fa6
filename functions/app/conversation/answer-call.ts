// An answered call asks what to do: connect its audio to the bridge, to the agent itself when no bridge takes it, or hang up.

import { recordAttempt } from '#app/calls/record-attempt.ts'
import type { BridgeRoom, StreamTokens } from '#app/ports/bridge.ts'
import type { AwaitedRecordings } from '#app/ports/recordings.ts'
import { FIRST_LOOK_MS } from '#app/recordings/tend-recordings.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { AttemptId } from '#contract/ids.ts'
import { type AttemptEvent, isOver } from '#domain/attempt.ts'
import { type DirectPlan, type DirectPorts, holdDirectly } from './hold-directly.ts'

export type AnsweringPorts = Parameters<typeof recordAttempt>[0] &
  DirectPorts & { tokens: () => Promise<StreamTokens>; bridgeRoom: BridgeRoom; recordings: Pick<AwaitedRecordings, 'expect'> }

export type CallPlan = DirectPlan | { kind: 'stream'; path: string; parameters: Record<string, string> }

/** The carrier records from now on. Should its word of that get lost, somebody looks for it. */
const expectRecording = async ({ clock, recordings }: AnsweringPorts, { id, recordingNotice }: AttemptRecord): Promise<void> => {
  if (recordingNotice === undefined) return
  const sinceMs = clock.machine()
  await recordings.expect(id, { sinceMs, looks: 0, dueMs: sinceMs + FIRST_LOOK_MS })
}

/** The event that comes with the request is recorded first: it may be the first that anybody hears of the call. */
export const answerCall =
  (ports: AnsweringPorts) =>
  async (attemptId: AttemptId, event: AttemptEvent): Promise<CallPlan> => {
    const attempt = await recordAttempt(ports)(attemptId, event)
    const { campaignId, contactId, callSid } = attempt
    const isAnothers = 'callSid' in event && callSid !== event.callSid
    if (isOver(attempt.state) || isAnothers || callSid === undefined) return { kind: 'hang-up' }
    // Somebody has said hello and waits: neither waits for the other.
    const [room] = await Promise.all([ports.bridgeRoom(), expectRecording(ports, attempt)])
    if (room.kind !== 'room') {
      ports.log.warn('bridge.no-room', { attemptId, why: room.why })
      return await holdDirectly(ports)({ ...attempt, callSid })
    }
    const token = (await ports.tokens()).sign(attemptId)
    return { kind: 'stream', path: `/media/${token}`, parameters: { campaignId, contactId, attemptId } }
  }
