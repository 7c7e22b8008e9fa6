// The real world behind a look: the network with its deadlines, this machine's clock and versions.
import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { Look } from './look.ts'
import type { Examined } from './patients.ts'

/** Of one request: the examination has ten seconds. */
const DEADLINE_MS = 6_000

const upgrade: Look['upgrade'] = async (url, headers) => {
  const socket = new WebSocket(url, { headers, handshakeTimeout: DEADLINE_MS })
  const answered = new Promise<number>((resolve, reject) => {
    socket.once('unexpected-response', (request, response) => {
      resolve(response.statusCode ?? 0)
      request.destroy()
    })
    socket.once('open', () => resolve(101))
    // Also after the answer, when the connection is broken off.
    socket.on('error', reject)
  })
  const status = await answered
  if (status === 101) {
    socket.close()
    await once(socket, 'close')
  }
  return status
}

export const lookAt = (examined: Examined): Look => ({
  ...examined,
  versions: { node: process.versions.node, tz: process.versions.tz ?? 'unknown' },
  now: () => Date.now(),
  fetch: (url, init) => fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(DEADLINE_MS) }),
  upgrade,
})
