// Waits until something is so, generously: a test must not fail because the machine is busy.
import { expect } from 'vitest'

export const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 20_000 })
