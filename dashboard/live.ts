// News as it happens: which topics are watched, and when a snapshot is needed to be right again.
import { type ClientMessage, PushedEvent } from '#contract/events.ts'
import type { CampaignId } from '#contract/ids.ts'
import { createLine, type Line, type LineParts } from './connection/line.ts'

/** One campaign, or all of them. */
export type Topic = CampaignId | 'all'

export type Live = Pick<Line, 'phase' | 'heardAt' | 'onPhase' | 'renew' | 'close'> & {
  /** Asks for the news of a topic until the returned function is called. */
  watch(topic: Topic): () => void
  /** The page was asleep, or the network is back: checks the line and asks for snapshots. */
  wake(): void
}

export type LiveParts = Pick<LineParts, 'ticket' | 'openSocket' | 'timing'> & {
  onEvent(event: PushedEvent): void
  /** A snapshot that is asked for now misses nothing: news of the topic flows already. */
  onSnapshotNeeded(topic: Topic): void
  /** A message that this page does not understand. */
  onUnreadable(text: string): void
}

const text = (message: ClientMessage): string => JSON.stringify(message)

const read = (message: string): PushedEvent | undefined => {
  try {
    return PushedEvent.parse(JSON.parse(message))
  } catch {
    return undefined
  }
}

/** The topic that this event proves to be subscribed: it is the answer to `subscribe`. */
const provenBy = (event: PushedEvent): Topic | undefined => {
  if (event.event === 'active_campaigns_list') return 'all'
  return event.event === 'campaign_update' ? event.data.id : undefined
}

export const createLive = ({ ticket, openSocket, timing, onEvent, onSnapshotNeeded, onUnreadable }: LiveParts): Live => {
  const watchers = new Map<Topic, number>()
  const unproven = new Set<Topic>()

  const subscribe = (topic: Topic): void => {
    unproven.add(topic)
    line.send(text({ action: 'subscribe', campaignId: topic }))
  }

  const line = createLine({
    ticket,
    openSocket,
    timing,
    ping: text({ action: 'ping' }),
    onOpen: () => {
      for (const topic of watchers.keys()) subscribe(topic)
    },
    onText: (message) => {
      const event = read(message)
      if (!event) {
        onUnreadable(message)
        return
      }
      onEvent(event)
      const topic = provenBy(event)
      if (topic && unproven.delete(topic)) onSnapshotNeeded(topic)
    },
  })

  const unwatch = (topic: Topic): void => {
    const others = (watchers.get(topic) ?? 1) - 1
    if (others > 0) {
      watchers.set(topic, others)
      return
    }
    watchers.delete(topic)
    unproven.delete(topic)
    line.send(text({ action: 'unsubscribe', campaignId: topic }))
  }

  return {
    phase: line.phase,
    heardAt: line.heardAt,
    onPhase: line.onPhase,
    renew: line.renew,
    close: line.close,
    watch: (topic) => {
      const others = watchers.get(topic) ?? 0
      watchers.set(topic, others + 1)
      if (others === 0 && line.phase() === 'live') subscribe(topic)
      return () => unwatch(topic)
    },
    wake: () => {
      line.check()
      for (const topic of watchers.keys()) onSnapshotNeeded(topic)
    },
  }
}
