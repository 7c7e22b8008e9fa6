// Starts and ends the local servers: on the loopback interface only, with a clear message when a port is taken.
import type { Server } from 'node:http'

export type Listening = { port: number; close(): Promise<void> }

/** Longer than clients keep idle connections: one that closes at the moment of its next use is an error to them. */
const KEEP_ALIVE_MS = 75_000

/** Port 0 takes any free port. Closing also ends the connections that clients keep open. */
export const listen = (server: Server, port: number): Promise<Listening> =>
  new Promise((resolve, reject) => {
    server.keepAliveTimeout = KEEP_ALIVE_MS
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(`Port ${port} is in use by another program. Choose another with --port.`, { cause: error })
          : error,
      ),
    )
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      if (typeof address !== 'object' || address === null) return reject(new Error('The server has no address.'))
      resolve({
        port: address.port,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            server.closeAllConnections()
          }),
      })
    })
  })
