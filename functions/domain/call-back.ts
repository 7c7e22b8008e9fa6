// When a contact that asked to be called again is called again, and when no such call can be promised.
import { maxAttempts, type RetrySettings } from './retry.ts'

const DAY_MS = 24 * 60 * 60_000
/** As far ahead as a retry may lie. */
const LONGEST_MS = 30 * DAY_MS
/** Calls beyond those that the campaign's retries allow: somebody who puts off every call is not called for ever. */
const CALLBACKS = 3

type Asked = {
  /** An instant with its offset as ISO text, or minutes from the moment of asking. */
  when: { at: string } | { inMinutes: number }
  /** Epoch milliseconds. */
  askedAt: number
  /** Which call of the contact's it was asked for in. */
  n: number
  settings: RetrySettings
}

/** `reason`: in words for the agent. */
export type CallBackVerdict = { kind: 'set'; at: string } | { kind: 'refused'; reason: string }

export const callBackTime = ({ when, askedAt, n, settings }: Asked): CallBackVerdict => {
  const dueAt = 'at' in when ? Date.parse(when.at) : askedAt + Math.round(when.inMinutes * 60_000)
  if (!(dueAt > askedAt)) return { kind: 'refused', reason: 'This time is over. Ask for one that lies ahead.' }
  if (dueAt - askedAt > LONGEST_MS) return { kind: 'refused', reason: 'This is too far ahead: at most 30 days.' }
  if (n >= maxAttempts(settings) + CALLBACKS) return OFTEN_ENOUGH
  return { kind: 'set', at: new Date(dueAt).toISOString() }
}

const OFTEN_ENOUGH: CallBackVerdict = {
  kind: 'refused',
  reason: 'This person has been called back often enough. Do not promise another call.',
}
