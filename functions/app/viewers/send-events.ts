// Events to viewers, each viewer for itself: one that is gone is forgotten.

import type { Ports } from '#app/ports.ts'
import type { PushedEvent } from '#contract/events.ts'

export type SendingPorts = Pick<Ports, 'viewers' | 'push' | 'log'>

const tell = async (ports: SendingPorts, connectionId: string, events: readonly PushedEvent[]): Promise<void> => {
  for (const event of events) {
    if (await ports.push(connectionId, event)) continue
    return ports.viewers.disconnect(connectionId)
  }
}

export const sendAll = async (ports: SendingPorts, connectionIds: readonly string[], events: readonly PushedEvent[]): Promise<void> => {
  await Promise.all(
    connectionIds.map((connectionId) =>
      // Whoever cannot be told gets a snapshot at the next subscription; the others must not wait for it.
      tell(ports, connectionId, events).catch((error: unknown) => ports.log.warn('push.failed', { connectionId, error })),
    ),
  )
}
