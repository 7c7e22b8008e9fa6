// How a state fails, and which of its retriers and catchers takes that up.
// https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
import type { Retrier } from './definition.ts'

/** A failure that has a name by which `ErrorEquals` knows it. */
export class StateError extends Error {
  readonly error: string
  constructor(error: string, cause?: string) {
    // Where in the engine it was made says nothing, and to write that down takes longer than the rest of a lane's turn.
    const { stackTraceLimit } = Error
    Error.stackTraceLimit = 0
    super(cause === undefined ? error : `${error}: ${cause}`, { cause })
    Error.stackTraceLimit = stackTraceLimit
    this.name = 'StateError'
    this.error = error
  }

  /** As `$states.errorOutput` and the API give it. */
  toOutput(): { Error: string; Cause?: string } {
    return { Error: this.error, ...(typeof this.cause === 'string' ? { Cause: this.cause } : {}) }
  }
}

/** No wildcard takes these up. */
const TERMINAL = ['States.DataLimitExceeded', 'States.Runtime']

const isMatch = (pattern: string, error: string): boolean => {
  if (pattern === error) return true
  if (TERMINAL.includes(error)) return false
  if (pattern === 'States.ALL') return true
  if (pattern === 'States.TaskFailed') return error !== 'States.Timeout'
  return pattern === 'States.Timeout' && error === 'States.HeartbeatTimeout'
}

export const handlerOf = <H extends { ErrorEquals: string[] }>(handlers: readonly H[], { error }: StateError): H | undefined =>
  // Nothing takes up States.Runtime, not even by its name.
  error === 'States.Runtime' ? undefined : handlers.find(({ ErrorEquals }) => ErrorEquals.some((pattern) => isMatch(pattern, error)))

/** Seconds until the next try, after so many by the same retrier. */
export const backoff = (retrier: Retrier, { tries, random }: { tries: number; random: () => number }): number => {
  const { IntervalSeconds, BackoffRate, MaxDelaySeconds = Number.POSITIVE_INFINITY, JitterStrategy } = retrier
  const seconds = Math.min(IntervalSeconds * BackoffRate ** tries, MaxDelaySeconds)
  return JitterStrategy === 'FULL' ? random() * seconds : seconds
}

/** Of a task's, a state's or an execution's input, result or output, in bytes of JSON. */
const LARGEST_PAYLOAD = 262_144
/** UTF-8 takes no more for what counts as one in a string's length: a short text need not be measured. */
const MOST_BYTES_PER_UNIT = 3

/** A copy, as travelling as JSON makes it; too much of it fails the state. */
export const travelled = (value: unknown, what: string): unknown => {
  const text = JSON.stringify(value) ?? 'null'
  const fits = text.length * MOST_BYTES_PER_UNIT <= LARGEST_PAYLOAD || Buffer.byteLength(text) <= LARGEST_PAYLOAD
  if (fits) return JSON.parse(text)
  throw new StateError('States.DataLimitExceeded', `The ${what} exceeds the maximum number of bytes service limit.`)
}
