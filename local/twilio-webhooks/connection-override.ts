// The part of a webhook's address after `#`: how Twilio is asked to connect, wait and try again. It is neither sent nor signed.

export type Failure = '4xx' | '5xx' | 'ct' | 'rt'

export type ConnectionOverride = {
  connectMs: number
  readMs: number
  totalMs: number
  retries: number
  retryOn: ReadonlySet<Failure>
}

/** No webhook of a call lives longer, whatever was asked for. */
const LONGEST_MS = 15_000
const FAILURES: readonly Failure[] = ['4xx', '5xx', 'ct', 'rt']

const within = (text: string | null, [low, high]: [number, number], otherwise: number): number => {
  const value = Number(text)
  return text === null || !Number.isInteger(value) ? otherwise : Math.min(Math.max(value, low), high)
}

/** `#rc=3&rp=5xx,rt` → what it means; names that are not given, or not known, keep Twilio's defaults. */
export const readOverride = (fragment: string): ConnectionOverride => {
  const asked = new URLSearchParams(fragment)
  const policy = (asked.get('rp') ?? 'ct').split(',')
  return {
    connectMs: within(asked.get('ct'), [100, 10_000], 5_000),
    readMs: within(asked.get('rt'), [100, LONGEST_MS], LONGEST_MS),
    totalMs: within(asked.get('tt'), [100, LONGEST_MS], LONGEST_MS),
    retries: within(asked.get('rc'), [0, 5], 1),
    retryOn: new Set(FAILURES.filter((failure) => policy.includes('all') || policy.includes(failure))),
  }
}
