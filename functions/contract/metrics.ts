// The metrics by name and unit, as those who tell them and the alarms that watch them know them, and the line of log that CloudWatch takes for them.

export const METRICS_NAMESPACE = 'Ringmaster'

/** How long a reply takes may be known of each call: a list holds one value for each. */
export type MetricValue = number | readonly number[]

type Units = Readonly<Record<string, 'Count' | 'Bytes' | 'Milliseconds' | 'None'>>

/** Told by the reconciler, each minute in which a campaign is looked after; that none is active, in every other. */
export const ENGINE_METRICS = {
  CampaignsActive: 'Count',
  /** Active campaigns with somebody due whom nobody has tried to call for a while, though no provider is in trouble. */
  CampaignsStalled: 'Count',
  /** Attempts that hold a line: from the claim to the end of the call. */
  LinesBusy: 'Count',
  /** Over the whole life of the campaigns that are looked after: what is new of it is what was called. */
  CallsPlaced: 'Count',
  CallsAnswered: 'Count',
  /** Providers that are not asked for the time being. */
  BreakersOpen: 'Count',
} as const

/** Told by each task of the bridge, each minute. */
export const BRIDGE_METRICS = {
  ActiveStreams: 'Count',
  ActiveStreamsHigh: 'Count',
  MessagesFromCallers: 'Count',
  MessagesFromAgents: 'Count',
  /** Most that waited to be sent in any one call. */
  BufferHighToCaller: 'Bytes',
  BufferHighToAgent: 'Bytes',
  /** Upgrades without Twilio's signature: anybody can send them, so they are counted and not logged one by one. */
  StreamsUnsigned: 'Count',
  StreamsRefused: 'Count',
  ConnectionsSentAway: 'Count',
  EventLoopDelayP50: 'Milliseconds',
  EventLoopDelayP99: 'Milliseconds',
  EventLoopDelayMax: 'Milliseconds',
  EventLoopUtilization: 'None',
  /** Of the calls that ended in this minute. */
  StreamsEnded: 'Count',
  StreamsFailed: 'Count',
  StreamToAgent: 'Milliseconds',
  StreamToFirstAudio: 'Milliseconds',
  ReplyP50: 'Milliseconds',
  ReplyP95: 'Milliseconds',
  BargeInToClear: 'Milliseconds',
} as const

export type EngineMetric = keyof typeof ENGINE_METRICS
export type BridgeMetric = keyof typeof BRIDGE_METRICS

/** CloudWatch takes no more values of one metric from one line. */
const MOST_VALUES = 100

type Line<U extends Units> = {
  /** What the metrics of one stage are told apart by: the name of its table. */
  deployment: string
  at: number
  units: U
  values: Readonly<Record<keyof U & string, MetricValue>>
}

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
export const metricLine = <U extends Units>({ deployment, at, units, values }: Line<U>): Record<string, unknown> => {
  const told = Object.entries<MetricValue>(values).filter(([, value]) => typeof value === 'number' || value.length > 0)
  const Metrics = told.map(([Name]) => ({ Name, Unit: units[Name] }))
  return {
    _aws: { Timestamp: at, CloudWatchMetrics: [{ Namespace: METRICS_NAMESPACE, Dimensions: [['Deployment']], Metrics }] },
    Deployment: deployment,
    ...Object.fromEntries(told.map(([name, value]) => [name, shortened(value)])),
  }
}

const shortened = (value: MetricValue): MetricValue => (typeof value === 'number' ? value : value.slice(0, MOST_VALUES))
