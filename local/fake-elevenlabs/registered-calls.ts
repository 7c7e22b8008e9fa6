// Calls that were registered and have not come yet: Twilio connects each of them once, by a name that only its document knows.
import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import { Initiation } from './client-messages.ts'

const E164 = z.string().check(z.regex(/^\+[1-9]\d{6,14}$/))

/** https://elevenlabs.io/docs/api-reference/twilio/register-call. Strict: what is not known there is refused. */
export const Registration = z.strictObject({
  agent_id: z.string(),
  from_number: E164,
  to_number: E164,
  direction: z._default(z.enum(['inbound', 'outbound']), 'inbound'),
  conversation_initiation_client_data: z._default(z.omit(Initiation, { type: true }), {}),
})
export type Registration = z.infer<typeof Registration>

export type RegisteredCalls = {
  /** The path of its stream. */
  add(call: Registration): string
  /** Undefined when nobody has registered it, or it has come already. */
  take(path: string): Registration | undefined
}

export const createRegisteredCalls = (): RegisteredCalls => {
  const waiting = new Map<string, Registration>()
  return {
    add(call) {
      const path = `/v1/convai/conversation/twilio/${randomBytes(16).toString('hex')}`
      waiting.set(path, call)
      return path
    },
    take(path) {
      const call = waiting.get(path)
      waiting.delete(path)
      return call
    },
  }
}
