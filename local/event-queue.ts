// Invokes functions with events as Lambda's own queue does: what fails is tried again later, and nothing is lost when this process ends.
import { setTimeout as sleep } from 'node:timers/promises'
import { type KeptEvent, keepEvents } from './kept-events.ts'
import type { Invoke } from './system.ts'

export type EventQueueOptions = {
  invoke: Invoke
  log: (line: string) => void
  /** Where events wait for their success; without it they end with the process. */
  dataDir?: string
  /** Before the first retry; the second waits twice as long. */
  retryAfterMs?: number
}

export type EventQueue = {
  /** Returns once the event cannot be lost any more. */
  add(event: KeptEvent): void
  /** Delivers what earlier runs left. To be called once, when the functions can run. */
  deliverLeft(): void
  /** Nothing is tried again; what has not succeeded by then is left for the next run. */
  close(): void
}

/** Lambda's own: one minute, then two. */
const RETRY_AFTER_MS = 60_000

export const createEventQueue = ({ invoke, log, dataDir, retryAfterMs = RETRY_AFTER_MS }: EventQueueOptions): EventQueue => {
  const kept = dataDir === undefined ? undefined : keepEvents(dataDir)
  const ending = new AbortController()
  const { signal } = ending

  /** Undefined: it succeeded. */
  const attempt = async ({ functionArn, event }: KeptEvent): Promise<string | undefined> => {
    try {
      await invoke(functionArn, event)
      return undefined
    } catch (error) {
      return String(error)
    }
  }

  const deliver = async (added: KeptEvent): Promise<void> => {
    let current = added
    while (!signal.aborted) {
      const problem = await attempt(current)
      if (problem === undefined) return kept?.remove(current)
      // What fails while everything ends has not had its try.
      if (signal.aborted) return
      current = { ...current, failures: current.failures + 1 }
      const { functionArn, about, failures, retryAttempts } = current
      if (failures > retryAttempts) {
        log(`${functionArn} failed ${failures} times on ${about}, which is given up: ${problem}`)
        return kept?.remove(current)
      }
      const waitMs = retryAfterMs * failures
      log(`${functionArn} failed on ${about}, and is tried again in ${waitMs / 1_000} s: ${problem}`)
      kept?.save(current)
      await sleep(waitMs, undefined, { signal }).catch(() => {})
    }
  }

  return {
    add: (event) => {
      kept?.save(event)
      void deliver(event)
    },
    deliverLeft: () => {
      for (const event of kept?.left() ?? []) void deliver(event)
    },
    close: () => ending.abort(),
  }
}
