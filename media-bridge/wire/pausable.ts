// Reads a socket in steps: what comes while it rests waits in the system, and costs neither a wake-up nor a read of its own.
import type { Duplex } from 'node:stream'

export type Pausable = {
  /** Good within `onData` only: nothing more is read until `goOn`. */
  rest(): void
  goOn(): void
}

/**
 * A paused stream still reads once more, since its buffer has room: the very frame that was not to be read. So its buffer is filled with
 * bytes of our own, put back as if they were the peer's; they come out first when it goes on, and are passed over.
 */
export const readPausably = (socket: Duplex, onData: (chunk: Buffer) => void): Pausable => {
  const filling = Buffer.alloc(Math.max(1, socket.readableHighWaterMark))
  let passedOver = 0
  socket.on('data', (chunk: Buffer) => {
    const skipped = Math.min(passedOver, chunk.length)
    passedOver -= skipped
    if (skipped < chunk.length) onData(skipped === 0 ? chunk : chunk.subarray(skipped))
  })
  return {
    rest() {
      if (socket.destroyed || socket.isPaused()) return
      socket.pause()
      passedOver += filling.length
      socket.unshift(filling)
    },
    goOn: () => void socket.resume(),
  }
}
