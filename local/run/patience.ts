// Asks again when an answer fails: a busy machine must not end a run, and a broken one must not be asked for ever.
import { setTimeout as rest } from 'node:timers/promises'

const FAILURES = 5
const PAUSE_MS = 250

export const patiently = async <T>(ask: () => Promise<T>, signal: AbortSignal): Promise<T> => {
  for (let failures = 1; ; failures += 1) {
    signal.throwIfAborted()
    try {
      return await ask()
    } catch (error) {
      signal.throwIfAborted()
      if (failures === FAILURES)
        throw new Error(`The API failed ${FAILURES} times in a row: ${error instanceof Error ? error.message : error}`, { cause: error })
    }
    await rest(PAUSE_MS, undefined, { signal })
  }
}
