// One dashboard per stage: the campaigns, the calls, the bridge, what fails, what it costs.
import { Duration } from 'aws-cdk-lib'
import { Dashboard, GraphWidget, type IMetric, type IWidget, MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'
import type { Watched } from './watched.ts'

const FIVE_MINUTES = Duration.minutes(5)
/** Three in a row. */
const WIDTH = 8

const graph = (title: string, left: IMetric[]): IWidget => new GraphWidget({ title, left, width: WIDTH })

/** What is new of a count that only grows; it falls when campaigns are no longer looked after. */
const newOf = (label: string, total: IMetric): IMetric =>
  new MathExpression({
    label,
    expression: `IF(DIFF(${label}) > 0, DIFF(${label}), 0)`,
    usingMetrics: { [label]: total },
    period: FIVE_MINUTES,
  })

const calling = ({ functions, told }: Watched): IWidget[] => [
  graph('Campaigns', [told('CampaignsActive', 'Maximum', FIVE_MINUTES), told('CampaignsStalled', 'Maximum', FIVE_MINUTES)]),
  graph('Calls in five minutes', [
    newOf('placed', told('CallsPlaced', 'Maximum', FIVE_MINUTES)),
    newOf('answered', told('CallsAnswered', 'Maximum', FIVE_MINUTES)),
    functions['twilio-status'].metricInvocations({ label: 'callbacks', period: FIVE_MINUTES }),
  ]),
  graph('Lines and providers', [told('LinesBusy', 'Maximum', FIVE_MINUTES), told('BreakersOpen', 'Maximum', FIVE_MINUTES)]),
]

const bridge = ({ told, healthyTasks }: Watched): IWidget[] => [
  graph('Bridge: calls', [
    told('ActiveStreamsHigh', 'Sum', FIVE_MINUTES),
    told('StreamsEnded', 'Sum', FIVE_MINUTES),
    told('StreamsFailed', 'Sum', FIVE_MINUTES),
    told('StreamsRefused', 'Sum', FIVE_MINUTES),
  ]),
  graph('Bridge: replies and delay (ms)', [
    told('ReplyP50', 'p95', FIVE_MINUTES),
    told('ReplyP95', 'p95', FIVE_MINUTES),
    told('BargeInToClear', 'p95', FIVE_MINUTES),
    told('EventLoopDelayP99', 'Maximum', FIVE_MINUTES),
  ]),
  graph('Bridge: healthy tasks', [healthyTasks(FIVE_MINUTES)]),
]

const failing = ({ functions, apiErrors, runs, table }: Watched): IWidget[] => [
  graph(
    'Errors of functions',
    Object.entries(functions).map(([label, fn]) => fn.metricErrors({ label, period: FIVE_MINUTES })),
  ),
  graph('Errors of the API, the runs and the table', [
    apiErrors(FIVE_MINUTES),
    runs('ExecutionsFailed', FIVE_MINUTES),
    table('ReadThrottleEvents', FIVE_MINUTES),
    table('WriteThrottleEvents', FIVE_MINUTES),
  ]),
  graph('Cost: written units, and what the account owes this month', [
    table('ConsumedWriteCapacityUnits', FIVE_MINUTES),
    // Told in this region only, and when billing alerts are on.
    new Metric({
      ...{ namespace: 'AWS/Billing', metricName: 'EstimatedCharges', dimensionsMap: { Currency: 'USD' } },
      ...{ statistic: 'Maximum', period: Duration.hours(6), region: 'us-east-1' },
    }),
  ]),
]

export const addDashboard = (scope: Construct, watched: Watched): Dashboard =>
  new Dashboard(scope, 'dashboard', {
    dashboardName: `ringmaster-${watched.config.stage}`,
    widgets: [calling, bridge, failing].map((row) => row(watched)),
  })
