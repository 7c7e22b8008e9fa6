// Connections that are nobody's call yet. A flood of them costs the oldest among them, never a call and never whoever comes next.
import type { Duplex } from 'node:stream'

/** An upgrade is admitted in milliseconds, so who has waited longest is no call. A hundred wait when a campaign's calls are answered all at once. */
const PLACES = 512

export type WaitingRoom = {
  enter(socket: Duplex): void
  /** It has become a call. */
  leave(socket: Duplex): void
}

export const waitingRoom = ({ places = PLACES, onSentAway }: { places?: number; onSentAway: () => void }): WaitingRoom => {
  const waiting = new Set<Duplex>()
  return {
    enter(socket) {
      waiting.add(socket)
      socket.once('close', () => waiting.delete(socket))
      const [oldest] = waiting
      if (waiting.size <= places || !oldest) return
      waiting.delete(oldest)
      oldest.destroy()
      onSentAway()
    },
    leave: (socket) => void waiting.delete(socket),
  }
}
