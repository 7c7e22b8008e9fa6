// Signs of life: pings of the agent, how fast they are answered, which are not, and when the client has said nothing for too long.
import type { AgentMessage } from './agent-messages.ts'
import type { ConversationRecord } from './conversation-record.ts'

export type Pulse = {
  ping(): void
  /** False: no ping waits for it. */
  pong(eventId: number): boolean
  heard(): void
  /** About once a second. */
  beat(at: number): void
  /** The client has sent nothing for so long that the platform gives up: `transport_receive_timeout`. */
  isLost(at: number): boolean
}

type PulseOptions = {
  send: (message: AgentMessage) => boolean
  now: () => number
  record: Pick<ConversationRecord, 'pongs' | 'missedPongs'>
}

const PING_EVERY_MS = 2_000
/** ElevenLabs names no deadline: it is noted here, and nothing follows. */
const PONG_MS = 1_000
const LONGEST_SILENCE_MS = 60_000

export const createPulse = ({ send, now, record }: PulseOptions): Pulse => {
  const waiting = new Map<number, number>()
  let pings = 0
  let pingedAt = 0
  let heardAt = now()

  const ping = (): void => {
    pingedAt = now()
    const eventId = pings++
    const ping_ms = record.pongs.at(-1)?.latencyMs ?? null
    if (send({ type: 'ping', ping_event: { event_id: eventId, ping_ms } })) waiting.set(eventId, pingedAt)
  }

  return {
    ping,
    pong(eventId) {
      const at = waiting.get(eventId)
      if (at !== undefined) record.pongs.push({ eventId, latencyMs: now() - at })
      return waiting.delete(eventId)
    },
    heard() {
      heardAt = now()
    },
    beat(at) {
      for (const [eventId, sentAt] of waiting) {
        if (at - sentAt >= PONG_MS && !record.missedPongs.includes(eventId)) record.missedPongs.push(eventId)
      }
      if (at - pingedAt >= PING_EVERY_MS) ping()
    },
    isLost: (at) => at - heardAt >= LONGEST_SILENCE_MS,
  }
}
