// What Twilio's refusals mean for the attempt. Codes: https://www.twilio.com/docs/api/errors
import type { DialOutcome } from '#app/telephony-port.ts'

type Refusal = Extract<DialOutcome, { kind: 'refused' }>

const CONTACT: Record<number, Extract<Refusal, { by: 'contact' }>['outcome']> = {
  21201: 'invalid-number', // no To
  21202: 'rejected', // premium number
  21211: 'invalid-number', // invalid To
  21214: 'carrier-failure', // To cannot be reached
  21216: 'rejected', // blocklisted
  21217: 'invalid-number', // invalid number
}

/** Proven not to have been processed, and possible later. */
const RATE = new Set([
  20429, // too many requests
  22005, // the account's call queue is full
  10004, // too many calls at once
])

/** Undefined: the answer proves nothing, and the call may ring. */
export const refusalOf = ({
  status,
  code,
  message,
}: {
  status: number
  code: number | undefined
  message: string
}): Refusal | undefined => {
  // Twilio documents that what it answers with 429 was not processed.
  if (status === 429 || (code !== undefined && RATE.has(code))) return { kind: 'refused', by: 'rate', code: code ?? status }
  // A request that timed out at an intermediary says nothing of what came after it.
  if (status === 408 || status < 400 || status >= 500) return undefined
  const outcome = code !== undefined ? CONTACT[code] : undefined
  if (outcome && code !== undefined) return { kind: 'refused', by: 'contact', outcome, code }
  // Credentials, balance, permissions, our own parameters: nothing is wrong with the contact, and the next call would fail as well.
  return { kind: 'refused', by: 'account', code: code ?? status, message }
}
