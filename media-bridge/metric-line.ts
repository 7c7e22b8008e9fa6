// The bridge's metrics by name and unit, as a line of log that CloudWatch takes for metrics: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
const UNITS = {
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

export type Metric = keyof typeof UNITS
/** A list holds one value for each call. */
export type MetricValues = Readonly<Record<Metric, number | readonly number[]>>

/** CloudWatch takes no more values of one metric from one line. */
const MOST_VALUES = 100

const names = Object.keys(UNITS).filter((name): name is Metric => name in UNITS)

export const metricLine = (deployment: string, at: number, values: MetricValues): Record<string, unknown> => {
  const told = names.filter((name) => typeof values[name] === 'number' || values[name].length > 0)
  const Metrics = told.map((Name) => ({ Name, Unit: UNITS[Name] }))
  return {
    _aws: { Timestamp: at, CloudWatchMetrics: [{ Namespace: 'Ringmaster', Dimensions: [['Deployment']], Metrics }] },
    Deployment: deployment,
    ...Object.fromEntries(told.map((name) => [name, shortened(values[name])])),
  }
}

const shortened = (value: number | readonly number[]) => (typeof value === 'number' ? value : value.slice(0, MOST_VALUES))
