// An alarm as all of them are: what a user suffers, what to do about it, and where to look.
import { Stack } from 'aws-cdk-lib'
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'
import type { Config } from '../config.ts'

export type Watch = {
  /** Of the alarm, after the stage's; and of its heading in docs/runbook.md. */
  name: string
  /** What a user suffers, in a sentence. */
  loss: string
  metric: IMetric
  /** It rings when the metric is so high, or so low. */
  when: { atLeast: number } | { below: number }
  /** So many periods of the metric in a row. */
  periods: number
  /** What it means when nothing is told. */
  silence: 'fine' | 'wrong'
  /** What to look at first. Absent: the dashboard of the stage. */
  logGroup?: string
}

/** The console wants its own kind of encoding. */
const placeOf = ({ logGroup }: Watch, stage: string): string =>
  logGroup === undefined
    ? `dashboards/dashboard/ringmaster-${stage}`
    : `logsV2:log-groups/log-group/${encodeURIComponent(logGroup).replaceAll('%', '$25')}`

export const addAlarm = (scope: Construct, { stage }: Pick<Config, 'stage'>, watch: Watch): Alarm => {
  const { name, loss, metric, when, periods, silence } = watch
  const { region } = Stack.of(scope)
  const console = `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#${placeOf(watch, stage)}`
  const isFloor = 'below' in when
  return new Alarm(scope, `alarm-${name}`, {
    alarmName: `ringmaster-${stage}-${name}`,
    alarmDescription: `${loss} What to do: docs/runbook.md#${name} Where to look: ${console}`,
    metric,
    threshold: isFloor ? when.below : when.atLeast,
    comparisonOperator: isFloor ? ComparisonOperator.LESS_THAN_THRESHOLD : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    evaluationPeriods: periods,
    treatMissingData: silence === 'wrong' ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
  })
}
