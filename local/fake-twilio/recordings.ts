// Recordings that the simulated provider has made: ready some moments after the call, told of once, and kept until somebody deletes them.
import { randomUUID } from 'node:crypto'
import type { SystemClock } from '../clock/clock.ts'
import type { Webhooks } from '../twilio-webhooks/webhooks.ts'
import { durationSeconds, rfc2822, type SimulatedCall } from './call.ts'
import type { RecordingWish } from './dial-request.ts'
import type { Faults } from './faults.ts'
import { createTape, type Tape } from './tape.ts'

export type SimulatedRecording = {
  sid: string
  callSid: string
  seconds: number
  /** Campaign time. */
  startedAt: number
  createdAt: number
  isReady: boolean
  tape: Tape
}

export type Recordings = {
  /** The call is over: what was recorded of it is made ready. Nothing to hear is made for one that carried no audio: silence. */
  make(call: SimulatedCall, tape: Tape | undefined, wish: RecordingWish): void
  ofCall(callSid: string): SimulatedRecording[]
  find(sid: string): SimulatedRecording | undefined
  /** False when there was none. */
  remove(sid: string): boolean
}

type Parts = { clock: SystemClock; accountSid: string; webhooks: Webhooks; faults: Faults; log: (line: string) => void }

/** Machine time. Twilio takes some seconds. */
const PROCESSING_MS = 300

export const createRecordings = ({ clock, accountSid, webhooks, faults, log }: Parts): Recordings => {
  const recordings = new Map<string, SimulatedRecording>()

  const tell = async (call: SimulatedCall, { callback }: RecordingWish, fields: Record<string, string>): Promise<void> => {
    if (!callback || faults.losesRecording?.(call)) return
    const source = { RecordingChannels: '2', RecordingSource: 'OutboundAPI', RecordingTrack: 'both' }
    try {
      await clock.during(webhooks.send(callback, { AccountSid: accountSid, CallSid: call.sid, ...fields, ...source }))
    } catch (error) {
      log(`recording of ${call.sid} was not taken: ${error instanceof Error ? error.message : error}`)
    }
  }

  const ready = (recording: SimulatedRecording, call: SimulatedCall, wish: RecordingWish): void => {
    recording.isReady = true
    if (!wish.events.has('completed')) return
    void tell(call, wish, {
      RecordingSid: recording.sid,
      RecordingUrl: `https://api.twilio.com/2010-04-01/Accounts/${accountSid}/Recordings/${recording.sid}`,
      RecordingStatus: 'completed',
      RecordingDuration: String(recording.seconds),
      RecordingStartTime: rfc2822(recording.startedAt),
    })
  }

  return {
    make(call, tape = createTape(), wish) {
      const sid = `RE${randomUUID().replaceAll('-', '')}`
      const seconds = durationSeconds(call)
      if (seconds === 0) {
        if (wish.events.has('absent')) void tell(call, wish, { RecordingSid: sid, RecordingStatus: 'absent' })
        return
      }
      const now = clock.now()
      const startedAt = call.answeredAt ?? now
      const recording = { sid, callSid: call.sid, seconds, startedAt, createdAt: now, isReady: false, tape }
      recordings.set(sid, recording)
      clock.afterMachine(PROCESSING_MS, () => ready(recording, call, wish))
    },
    ofCall: (callSid) => [...recordings.values()].filter((recording) => recording.callSid === callSid),
    find: (sid) => recordings.get(sid),
    remove: (sid) => recordings.delete(sid),
  }
}
