// Reads a socket that somebody else has opened with rests: what comes meanwhile waits in the system, and costs no read of its own.
import type { Duplex } from 'node:stream'
import type { Source } from './source.ts'

/**
 * A paused stream still reads once more, since its buffer has room: the very frame that was not to be read. So its buffer is filled with
 * bytes of our own, put back as if they were the peer's; they come out first when it goes on, and are passed over.
 */
export const readPausably =
  (socket: Duplex): Source =>
  (onData) => {
    const filling = fillingOf(Math.max(1, socket.readableHighWaterMark))
    let passedOver = 0
    socket.on('data', (chunk: Buffer) => {
      const skipped = Math.min(passedOver, chunk.length)
      passedOver -= skipped
      if (skipped < chunk.length) onData(skipped === 0 ? chunk : chunk.subarray(skipped))
    })
    return {
      rest(told) {
        if (!socket.destroyed && !socket.isPaused()) {
          socket.pause()
          passedOver += filling.length
          socket.unshift(filling)
        }
        told()
      },
      goOn: () => void socket.resume(),
    }
  }

/** Nobody looks into it, so all sockets share one. */
let shared = Buffer.alloc(0)
const fillingOf = (length: number): Buffer => {
  if (shared.length < length) shared = Buffer.alloc(length)
  return shared.subarray(0, length)
}
