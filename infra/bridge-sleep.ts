// A bridge without tasks while no campaign is active: woken by the first that is, and sent to sleep a while after the last.
import { Duration } from 'aws-cdk-lib'
import { CfnScalingPolicy } from 'aws-cdk-lib/aws-applicationautoscaling'
import {
  Alarm,
  ComparisonOperator,
  type IAlarmAction,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import type { FargateService, ScalableTaskCount } from 'aws-cdk-lib/aws-ecs'
import type { Construct } from 'constructs'
import { METRICS_NAMESPACE } from '#contract/metrics.ts'

const MINUTE = Duration.minutes(1)
/** A campaign that ends is often followed by the next one. */
const QUIET_MINUTES = 15
/** From the decision until a task is healthy: so long nobody decides again. */
const STARTING_SECONDS = 180

type Sleeper = {
  service: FargateService
  /** Deployments tell their metrics under the name of their table. */
  deployment: string
  most: number
  healthy: IMetric
  scaling: ScalableTaskCount
}

/** Each step begins where its alarm's threshold is. */
const stepOf = (change: number) =>
  change > 0 ? { metricIntervalLowerBound: 0, scalingAdjustment: change } : { metricIntervalUpperBound: 0, scalingAdjustment: change }

const action = (id: string, change: number, { service, scaling }: Sleeper): IAlarmAction => {
  const policy = new CfnScalingPolicy(service, id, {
    policyName: `${service.node.path}/${id}`,
    policyType: 'StepScaling',
    serviceNamespace: 'ecs',
    scalableDimension: 'ecs:service:DesiredCount',
    resourceId: `service/${service.cluster.clusterName}/${service.serviceName}`,
    stepScalingPolicyConfiguration: {
      adjustmentType: 'ChangeInCapacity',
      cooldown: STARTING_SECONDS,
      stepAdjustments: [stepOf(change)],
    },
  })
  policy.node.addDependency(scaling)
  return { bind: () => ({ alarmActionArn: policy.ref }) }
}

/** Whether a campaign is active: told by the plan of its run, and each minute by the reconciler. */
const activeIn = (deployment: string): IMetric =>
  new Metric({
    ...{ namespace: METRICS_NAMESPACE, metricName: 'CampaignsActive', dimensionsMap: { Deployment: deployment } },
    ...{ statistic: 'Maximum', period: MINUTE },
  })

/** Tasks with calls protect themselves: sent to sleep, they end with their last call. */
export const letSleep = (scope: Construct, sleeper: Sleeper): void => {
  const active = activeIn(sleeper.deployment)
  const isMissed = new MathExpression({
    expression: 'IF(FILL(active, 0) >= 1 AND FILL(healthy, 0) < 1, 1, 0)',
    usingMetrics: { active, healthy: sleeper.healthy },
    period: MINUTE,
  })
  new Alarm(scope, 'wanted', {
    ...{ metric: isMissed, threshold: 1, evaluationPeriods: 1, treatMissingData: TreatMissingData.NOT_BREACHING },
    comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    alarmDescription: 'No alarm for people: a campaign is active and the bridge asleep. It wakes the bridge.',
  }).addAlarmAction(action('wake', 1, sleeper))
  new Alarm(scope, 'unwanted', {
    ...{ metric: active, threshold: 1, evaluationPeriods: QUIET_MINUTES, treatMissingData: TreatMissingData.NOT_BREACHING },
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    alarmDescription: 'No alarm for people: no campaign has been active for a while. It sends the bridge to sleep.',
  }).addAlarmAction(action('sleep', -sleeper.most, sleeper))
}
