// Whether the page's port is free, before anything is started for nothing.
import { createServer } from 'node:net'
import { UsageError } from './flags.ts'

export const assertFree = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => {
      const inUse = 'code' in error && error.code === 'EADDRINUSE'
      reject(new UsageError(inUse ? `Port ${port} is in use. Choose another one with --port.` : `Port ${port}: ${error.message}`))
    })
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()))
  })
