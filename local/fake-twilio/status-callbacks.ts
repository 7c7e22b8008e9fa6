// Tells our server what happens to one call: signed, numbered, only what was asked for, one after the other.
import type { SystemClock } from '../clock/clock.ts'
import type { Fields, Webhooks } from '../twilio-webhooks/webhooks.ts'
import { durationSeconds, isOver, rfc2822, type SimulatedCall } from './call.ts'
import type { CallEvent, DialRequest } from './dial-request.ts'
import type { Faults } from './faults.ts'

export type StatusCallbacks = {
  /** `call`: as it is at this moment, which is also the moment that the callback names. */
  tell(event: CallEvent, call: SimulatedCall): void
}

type Context = {
  clock: SystemClock
  accountSid: string
  webhooks: Webhooks
  faults: Faults
  log: (line: string) => void
}

/** What every webhook of a call carries. */
export const callFields = (call: SimulatedCall, accountSid: string): Fields => ({
  CallSid: call.sid,
  AccountSid: accountSid,
  From: call.from,
  To: call.to,
  Caller: call.from,
  Called: call.to,
  CallStatus: call.status,
  ApiVersion: '2010-04-01',
  Direction: 'outbound-api',
})

const endFields = (call: SimulatedCall): Fields => {
  if (!isOver(call.status)) return {}
  const seconds = durationSeconds(call)
  return {
    CallDuration: String(seconds),
    // Billed minutes.
    ...(call.status === 'completed' ? { Duration: String(Math.ceil(seconds / 60)) } : {}),
    ...(call.sipResponseCode === undefined ? {} : { SipResponseCode: String(call.sipResponseCode) }),
  }
}

export const createStatusCallbacks = (wanted: DialRequest['statusCallback'], context: Context): StatusCallbacks => {
  if (!wanted) return { tell() {} }
  const { clock, webhooks, faults, log } = context
  let sequence = 0
  let tail: Promise<void> = Promise.resolve()
  /** Waits to be overtaken by the next one. */
  let held: Fields | undefined

  const send = async (fields: Fields): Promise<void> => {
    try {
      await clock.during(webhooks.send(wanted, fields))
    } catch (error) {
      // Twilio notes it in its console and goes on: the callback is lost.
      log(`status callback ${fields.CallStatus} of ${fields.CallSid} was not taken: ${error instanceof Error ? error.message : error}`)
    }
  }
  const enqueue = (fields: Fields): void => {
    tail = tail.then(() => send(fields))
  }

  return {
    tell(event, call) {
      if (!wanted.events.has(event)) return
      const fields: Fields = {
        ...callFields(call, context.accountSid),
        // The resource calls a dialled call queued until it rings; the callback says `initiated`.
        ...(event === 'initiated' ? { CallStatus: 'initiated' } : {}),
        CallbackSource: 'call-progress-events',
        SequenceNumber: String(sequence),
        Timestamp: rfc2822(clock.now()),
        ...(call.answeredBy === undefined ? {} : { AnsweredBy: call.answeredBy }),
        ...endFields(call),
      }
      const fault = faults.callback?.({ call, event, sequence }) ?? {}
      sequence += 1
      const before = held
      held = undefined
      if (fault.delayMs !== undefined) clock.afterMachine(fault.delayMs, () => void send(fields))
      else if (fault.overtaken && event !== 'completed') held = fields
      else if (!fault.drop) enqueue(fields)
      if (fault.duplicate) enqueue(fields)
      if (before) enqueue(before)
    },
  }
}
