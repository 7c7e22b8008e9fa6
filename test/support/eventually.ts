// Waits until something is so, generously: a test must not fail because the machine is busy.
import { expect, vi } from 'vitest'

const PATIENCE_MS = 20_000

export const eventually = <T>(read: () => T) => expect.poll(read, { timeout: PATIENCE_MS })

/** What `read` gives once it gives anything; `otherwise` says what is missing. Serves hooks too, where nothing can be polled. */
export const comes = <T>(read: () => T | undefined, otherwise: string): Promise<T> =>
  vi.waitFor(() => {
    const found = read()
    if (found === undefined) throw new Error(otherwise)
    return found
  }, PATIENCE_MS)
