// Counts what the bridge does, and tells it once a minute.
import type { ConversationReport, Measured } from '#app/ports/bridge.ts'
import { BRIDGE_METRICS, type BridgeMetric, type MetricValue, metricLine } from '#contract/metrics.ts'
import type { EventLoop } from './event-loop.ts'
import type { Line } from './line.ts'
import type { Log } from './log.ts'
import type { Timing } from './timing.ts'

const EVERY_MS = 60_000

type Side = 'caller' | 'agent'

export type Metrics = {
  /** The same line, with its traffic counted. */
  counted(line: Line, side: Side): Line
  unsigned(): void
  refused(): void
  sentAway(): void
  /** The number of live streams has changed. */
  live(streams: number): void
  ended(report: ConversationReport): void
  /** Tells what is left of the last minute. */
  close(): void
}

type Parts = { deployment: string; loop: Pick<EventLoop, 'take'>; timing: Timing; log: Log }

type Sides = Record<Side, number>
type Minute = {
  high: number
  messages: Sides
  backlog: Sides
  unsigned: number
  refused: number
  sentAway: number
  reports: ConversationReport[]
}

const emptyMinute = (active: number): Minute => ({
  high: active,
  messages: { caller: 0, agent: 0 },
  backlog: { caller: 0, agent: 0 },
  unsigned: 0,
  refused: 0,
  sentAway: 0,
  reports: [],
})

export const startMetrics = ({ deployment, loop, timing, log }: Parts): Metrics => {
  let active = 0
  let minute = emptyMinute(active)

  const tell = (): void => {
    const values = { ActiveStreams: active, ...valuesOf(minute), ...loopValues(loop) }
    log('INFO', 'bridge.metrics', metricLine({ deployment, at: timing.machine(), units: BRIDGE_METRICS, values }))
    minute = emptyMinute(active)
  }
  const each = (): void => {
    tell()
    stop = timing.after(EVERY_MS, each)
  }
  let stop = timing.after(EVERY_MS, each)

  return {
    counted: (line, side) => ({
      attach: (events) =>
        line.attach({
          ...events,
          text(text) {
            minute.messages[side]++
            events.text(text)
          },
        }),
      send(text) {
        line.send(text)
        const backlog = line.backlog()
        if (backlog > minute.backlog[side]) minute.backlog[side] = backlog
      },
      readInSteps: (isOn) => line.readInSteps?.(isOn) ?? false,
      close: (code, reason) => line.close(code, reason),
      backlog: () => line.backlog(),
    }),
    unsigned: () => void minute.unsigned++,
    refused: () => void minute.refused++,
    sentAway: () => void minute.sentAway++,
    live(streams) {
      active = streams
      minute.high = Math.max(minute.high, streams)
    },
    ended: (report) => void minute.reports.push(report),
    close() {
      stop()
      tell()
    },
  }
}

const loopValues = (loop: Pick<EventLoop, 'take'>) => {
  const { delayMsP50, delayMsP99, delayMsMax, utilization } = loop.take()
  return {
    EventLoopDelayP50: delayMsP50,
    EventLoopDelayP99: delayMsP99,
    EventLoopDelayMax: delayMsMax,
    EventLoopUtilization: utilization,
  }
}

type Told = Record<Exclude<BridgeMetric, 'ActiveStreams' | keyof ReturnType<typeof loopValues>>, MetricValue>

const valuesOf = ({ high, messages, backlog, unsigned, refused, sentAway, reports }: Minute): Told => {
  const latencies = reports.flatMap(({ measured }) => (measured ? [measured.latency] : []))
  const each = (of: (latency: Measured['latency']) => number | undefined): number[] => latencies.flatMap((latency) => of(latency) ?? [])
  return {
    ActiveStreamsHigh: high,
    MessagesFromCallers: messages.caller,
    MessagesFromAgents: messages.agent,
    BufferHighToCaller: backlog.caller,
    BufferHighToAgent: backlog.agent,
    StreamsUnsigned: unsigned,
    StreamsRefused: refused,
    ConnectionsSentAway: sentAway,
    StreamsEnded: reports.length,
    StreamsFailed: reports.filter(({ failure }) => failure !== undefined).length,
    StreamToAgent: each(({ streamToAgent }) => streamToAgent),
    StreamToFirstAudio: each(({ streamToFirstAudio }) => streamToFirstAudio),
    ReplyP50: each(({ replyP50 }) => replyP50),
    ReplyP95: each(({ replyP95 }) => replyP95),
    BargeInToClear: each(({ bargeInToClear }) => bargeInToClear),
  }
}
