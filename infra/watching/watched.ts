// The metrics of a stage, for its alarms and its dashboard.
import type { Duration } from 'aws-cdk-lib'
import { type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import { type BridgeMetric, type EngineMetric, METRICS_NAMESPACE } from '#contract/metrics.ts'
import type { FunctionName } from '#env/all.ts'
import type { Config } from '../config.ts'

type Statistic = 'Minimum' | 'Maximum' | 'Sum' | 'p95'

export type Watched = {
  config: Config
  functions: Record<FunctionName, LambdaFunction>
  /** What the reconciler and the bridge tell of themselves. */
  told: (metric: EngineMetric | BridgeMetric, statistic: Statistic, period: Duration) => IMetric
  /** Of the campaigns' state machine. */
  runs: (metric: 'ExecutionsFailed' | 'ExecutionThrottled', period: Duration) => IMetric
  table: (metric: 'ReadThrottleEvents' | 'WriteThrottleEvents' | 'ConsumedWriteCapacityUnits', period: Duration) => IMetric
  apiErrors: (period: Duration) => IMetric
  healthyTasks: (period: Duration) => IMetric
}

type Parts = Pick<Watched, 'config' | 'functions' | 'apiErrors' | 'healthyTasks'> & { table: Table; machineArn: string }

export const watchedOf = ({ table, machineArn, ...parts }: Parts): Watched => ({
  ...parts,
  told: (metricName, statistic, period) =>
    new Metric({ namespace: METRICS_NAMESPACE, metricName, dimensionsMap: { Deployment: table.tableName }, statistic, period }),
  runs: (metricName, period) =>
    new Metric({ namespace: 'AWS/States', metricName, dimensionsMap: { StateMachineArn: machineArn }, statistic: 'Sum', period }),
  table: (metricName, period) =>
    new Metric({ namespace: 'AWS/DynamoDB', metricName, dimensionsMap: { TableName: table.tableName }, statistic: 'Sum', period }),
})
