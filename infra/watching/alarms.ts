// What is watched beside the errors of each function: that what should run runs, and that calls get through.
import { Duration } from 'aws-cdk-lib'
import { type IMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch'
import type { Watch } from './alarm.ts'
import type { Watched } from './watched.ts'

const MINUTE = Duration.minutes(1)
const FIVE_MINUTES = Duration.minutes(5)
const QUARTER = Duration.minutes(15)

/** An event loop that is held up for so long is heard: audio comes in frames of 20 ms, and phones keep about three of them. */
const HEARD_MS = 60
/** Fewer calls than these may well go without a callback for a quarter of an hour. */
const FEW_CALLS = 3

const notRunning = (name: string, loss: string, invocations: IMetric): Watch => ({
  ...{ name: `${name}-not-running`, loss, metric: invocations },
  ...{ when: { below: 1 }, periods: 2, silence: 'wrong' },
})

const campaignAlarms = ({ functions, told }: Watched): Watch[] => [
  notRunning(
    'reconcile',
    'Calls whose end was never told keep their lines, scheduled campaigns do not start, and nobody notices when one stands still.',
    functions.reconcile.metricInvocations({ period: FIVE_MINUTES }),
  ),
  notRunning(
    'tend-sheets',
    'Rows that are added to connected sheets are not called, and results do not appear in them.',
    functions['tend-sheets'].metricInvocations({ period: FIVE_MINUTES }),
  ),
  notRunning(
    'fetch-results',
    'Calls whose result ElevenLabs did not tell by itself stay without summary and collected data.',
    functions['fetch-results'].metricInvocations({ period: FIVE_MINUTES }),
  ),
  notRunning(
    'keep-recordings',
    'Recordings whose callback was lost stay at Twilio, and cannot be heard.',
    functions['keep-recordings'].metricInvocations({ period: FIVE_MINUTES }),
  ),
  notRunning(
    'send-webhooks',
    'What a webhook has not accepted at once is not sent again; nothing of it is lost.',
    functions['send-webhooks'].metricInvocations({ period: FIVE_MINUTES }),
  ),
  {
    name: 'campaigns-stalled',
    loss: 'A campaign is active, somebody has been due for a quarter of an hour, and nobody is called.',
    metric: told('CampaignsStalled', 'Minimum', FIVE_MINUTES),
    ...{ when: { atLeast: 1 }, periods: 2, silence: 'fine' },
  },
  {
    name: 'callbacks-missing',
    loss: 'Twilio does not tell how calls end: lines stay busy for minutes after each call, and campaigns slow down.',
    metric: new MathExpression({
      expression: `IF(busy >= ${FEW_CALLS} AND FILL(callbacks, 0) < 1, 1, 0)`,
      usingMetrics: {
        busy: told('LinesBusy', 'Minimum', QUARTER),
        callbacks: functions['twilio-status'].metricInvocations({ period: QUARTER }),
      },
      period: QUARTER,
    }),
    ...{ when: { atLeast: 1 }, periods: 1, silence: 'fine' },
  },
  {
    name: 'breaker-open',
    loss: 'Twilio or ElevenLabs does not work: campaigns wait until it does.',
    metric: told('BreakersOpen', 'Minimum', FIVE_MINUTES),
    ...{ when: { atLeast: 1 }, periods: 2, silence: 'fine' },
  },
]

const machineAlarms = ({ functions, runs, table }: Watched): Watch[] => [
  {
    name: 'runs-failing',
    loss: 'A campaign lost its lanes; the reconciler gives it new ones within a minute, unless that fails as well.',
    metric: runs('ExecutionsFailed', FIVE_MINUTES),
    ...{ when: { atLeast: 1 }, periods: 1, silence: 'fine' },
  },
  {
    name: 'runs-throttled',
    loss: 'Campaigns dial slower than they may: Step Functions holds their lanes back.',
    metric: runs('ExecutionThrottled', FIVE_MINUTES),
    ...{ when: { atLeast: 1 }, periods: 3, silence: 'fine' },
  },
  {
    name: 'dialling-throttled',
    loss: 'Campaigns dial slower than they may: Lambda has no room for their turns.',
    metric: functions['claim-and-dial'].metricThrottles({ period: FIVE_MINUTES }),
    ...{ when: { atLeast: 1 }, periods: 2, silence: 'fine' },
  },
  {
    name: 'table-throttled',
    loss: 'Everything is slow, and some of it fails: the table refuses requests.',
    metric: new MathExpression({
      expression: 'FILL(reads, 0) + FILL(writes, 0)',
      usingMetrics: { reads: table('ReadThrottleEvents', FIVE_MINUTES), writes: table('WriteThrottleEvents', FIVE_MINUTES) },
      period: FIVE_MINUTES,
    }),
    ...{ when: { atLeast: 1 }, periods: 3, silence: 'fine' },
  },
]

const viewerAlarms = ({ functions, apiErrors }: Watched): Watch[] => [
  {
    name: 'api-errors',
    loss: 'People and programs get errors for their requests, and callbacks of Twilio go astray.',
    metric: apiErrors(FIVE_MINUTES),
    ...{ when: { atLeast: 5 }, periods: 1, silence: 'fine' },
  },
  {
    name: 'changes-late',
    loss: 'Open pages show what was a minute ago or longer.',
    metric: functions['push-changes'].metric('IteratorAge', { statistic: 'Maximum', period: FIVE_MINUTES }),
    ...{ when: { atLeast: 60_000 }, periods: 2, silence: 'fine' },
  },
]

/** Of a bridge that sleeps while no campaign is active: 1 as long as it does. */
const missedTasks = (healthy: IMetric, active: IMetric): IMetric =>
  new MathExpression({
    expression: 'IF(FILL(active, 0) >= 1, FILL(healthy, 0), 1)',
    usingMetrics: { active, healthy },
    period: MINUTE,
  })

const bridgeAlarms = ({ config, healthyTasks, told }: Watched): Watch[] => [
  {
    name: 'bridge-down',
    loss: 'People who answer are put through by ElevenLabs itself or, where that is not possible, hear an apology.',
    ...(config.bridge.tasks.min > 0
      ? { metric: healthyTasks(MINUTE), periods: 3 }
      : { metric: missedTasks(healthyTasks(MINUTE), told('CampaignsActive', 'Maximum', MINUTE)), periods: 10 }),
    ...{ when: { below: 1 }, silence: 'wrong' },
  },
  {
    name: 'streams-refused',
    loss: 'People who answer hear no agent: the bridge does not take their calls.',
    metric: told('StreamsRefused', 'Sum', FIVE_MINUTES),
    ...{ when: { atLeast: 5 }, periods: 1, silence: 'fine' },
  },
  {
    name: 'streams-failing',
    loss: 'Conversations break off, or never begin.',
    metric: told('StreamsFailed', 'Sum', FIVE_MINUTES),
    ...{ when: { atLeast: 5 }, periods: 1, silence: 'fine' },
  },
  {
    name: 'bridge-slow',
    loss: 'Agents and callers hear each other with gaps.',
    metric: told('EventLoopDelayP99', 'Maximum', FIVE_MINUTES),
    ...{ when: { atLeast: HEARD_MS }, periods: 2, silence: 'fine' },
  },
]

export const alarmsOf = (watched: Watched): Watch[] =>
  [campaignAlarms, machineAlarms, viewerAlarms, bridgeAlarms].flatMap((alarms) => alarms(watched))
