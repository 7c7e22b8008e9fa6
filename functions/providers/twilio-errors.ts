// What Twilio's refusals mean for the attempt: one table of every code that is known. Codes: https://www.twilio.com/docs/api/errors
import type { DialOutcome } from '#app/ports/telephony.ts'

type Refusal = Extract<DialOutcome, { kind: 'refused' }>
type ContactOutcome = Extract<Refusal, { by: 'contact' }>['outcome']

type Meaning =
  /** The contact cannot be called; the next one can. */
  | { class: 'contact'; outcome: ContactOutcome; why: string }
  /** The account, its settings or our own parameters: the next call would be refused as well. */
  | { class: 'account'; why: string }
  /** Proven not to have been processed, and possible later. */
  | { class: 'rate' | 'concurrency'; why: string }
  /** It may have been processed. */
  | { class: 'unknown'; why: string }

const contact = (outcome: ContactOutcome, why: string): Meaning => ({ class: 'contact', outcome, why })
const account = (why: string): Meaning => ({ class: 'account', why })

export const MEANINGS: Readonly<Record<number, Meaning>> = {
  20429: { class: 'rate', why: 'too many requests' },
  22005: { class: 'rate', why: 'the queue of calls is full: 24 hours of them' },
  70005: { class: 'rate', why: 'too many failures lately' },
  10004: { class: 'concurrency', why: 'as many calls as the account may have at a time' },
  20500: { class: 'unknown', why: 'an error at Twilio' },
  20503: { class: 'unknown', why: 'Twilio is not available' },

  21201: contact('invalid-number', 'no To'),
  21202: contact('rejected', 'a premium number'),
  21211: contact('invalid-number', 'To is not valid'),
  21214: contact('carrier-failure', 'To cannot be reached for now'),
  21216: contact('rejected', 'blocked by Twilio'),
  21217: contact('invalid-number', 'To does not appear to be valid'),

  10001: account('the account is not active'),
  10002: account('a trial account may not do this'),
  20003: account('the credentials are wrong'),
  20005: account('the account is not active: mostly its balance is used up'),
  20404: account('there is no such account'),
  21203: account('no international calls'),
  21205: account('our Url'),
  21206: account('our SendDigits'),
  21208: account('our Timeout'),
  21209: account('our Method'),
  21210: account('From is not verified'),
  21212: account('From is not valid'),
  21213: account('no From'),
  21215: account('calls to that country are not allowed'),
  21218: account('our ApplicationSid'),
  21219: account('a trial account calls verified numbers only'),
  21220: account('a call that is over cannot be changed: not for dials'),
  21234: account('our answering machine detection'),
  21262: account('our answering machine detection'),
  21263: account('our answering machine detection'),
  32018: account('our TwiML is too long'),

  // Told in Twilio's console about calls that were placed. Should a dial ever be answered with one, it means the same.
  13214: account('the caller id of a <Dial>'),
  13223: contact('invalid-number', 'the number of a <Dial>'),
  13224: contact('invalid-number', 'the number of a <Dial>'),
  13225: contact('rejected', 'a forbidden number'),
  13226: contact('invalid-number', 'no such country code'),
  13227: account('no international calls'),
  13247: contact('rejected', 'a blocked number'),
  11200: account('our webhooks: HTTP error'),
  11205: account('our webhooks: no connection'),
  11206: account('our webhooks: broken HTTP'),
  11210: account('our webhooks: no such host'),
  11237: account('our webhooks: certificate'),
  11750: account('our webhooks: answer too large'),
  12100: account('our TwiML: not XML'),
  12200: account('our TwiML: not of its schema'),
  12300: account('our TwiML: content type'),
  21610: contact('rejected', 'has unsubscribed; told about messages only'),
}

type Answer = { status: number; code: number | undefined; message: string }

/** Undefined: the answer proves nothing, and the call may ring. */
export const refusalOf = ({ status, code, message }: Answer): Refusal | undefined => {
  const meaning = code === undefined ? undefined : MEANINGS[code]
  const named = code ?? status
  if (status === 429) {
    // Twilio documents that what it answers with 429 was not processed.
    return { kind: 'refused', by: meaning?.class === 'concurrency' ? 'concurrency' : 'rate', code: named }
  }
  // An error of a server or of an intermediary says nothing of what came after it, whatever code it carries.
  if (status === 408 || status < 400 || status >= 500 || meaning?.class === 'unknown') return undefined
  // What nobody knows lies in the account: then a person looks at it, and no contact is used up.
  if (!meaning || meaning.class === 'account') return { kind: 'refused', by: 'account', code: named, message }
  if (meaning.class === 'contact') return { kind: 'refused', by: 'contact', outcome: meaning.outcome, code: named }
  return { kind: 'refused', by: meaning.class, code: named }
}
