// What a stage costs in a month in which it calls nobody, line by line: the amounts from its templates, the prices from the price table.
import * as z from 'zod/mini'
import { BRIDGE_METRICS } from '#contract/metrics.ts'
import { IDLE_MINUTE, IDLE_PRICES, PRICES } from '../bench/engine/prices.ts'
import type { synthesized } from './synthesized.ts'

export type CostLine = { what: string; amount: string; dollars: number }

type Stacks = ReturnType<typeof synthesized>
type Prices = Readonly<Record<keyof typeof IDLE_PRICES, number>>

const HOURS = 730
const MINUTES = HOURS * 60
/** A connection to the table asks for its key so often: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html */
const KEY_MINUTES = 5

const Task = z.object({ Cpu: z.coerce.number(), Memory: z.coerce.number() })
const FunctionSize = z.object({ MemorySize: z.number() })
const Alarm = z.object({ Metrics: z.optional(z.array(z.looseObject({}))) })

/** An alarm on an expression is paid by the metrics in it. */
const metricsOf = ({ Properties }: { Properties: unknown }): number =>
  Alarm.parse(Properties).Metrics?.filter((metric) => 'MetricStat' in metric).length ?? 1

const everyMinute = (stacks: Stacks, prices: Prices): CostLine[] => {
  const scheduled = stacks.ofType('AWS::Scheduler::Schedule').map(({ Properties }) => JSON.stringify(Properties))
  const functions = stacks
    .ofType('AWS::Lambda::Function')
    .filter(({ logicalId }) => scheduled.some((text) => text.includes(`"${logicalId}"`)))
  const gb = functions.reduce((sum, { Properties }) => sum + FunctionSize.parse(Properties).MemorySize / 1_024, 0)
  const invocations = functions.length * MINUTES
  const dollars =
    invocations *
      (prices.scheduled + PRICES.lambdaRequest + IDLE_MINUTE.readUnits * PRICES.readUnit + (IDLE_MINUTE.logKb / 1_048_576) * PRICES.logGb) +
    MINUTES * IDLE_MINUTE.seconds * gb * PRICES.lambdaGbSecond
  const amount = `${functions.length} × ${MINUTES}`
  return [
    { what: 'Functions of every minute, with their schedules, reads and logs', amount, dollars },
    { what: 'Their traces', amount, dollars: invocations * prices.trace },
    {
      what: 'The table’s key, asked for by each of them',
      amount: `${functions.length} × ${MINUTES / KEY_MINUTES}`,
      dollars: functions.length * (MINUTES / KEY_MINUTES) * prices.keyRequest,
    },
  ]
}

const several = (what: string, count: number, price: number): CostLine => ({ what, amount: String(count), dollars: count * price })
const byTheHour = (what: string, amount: string, price: number): CostLine => ({ what, amount, dollars: HOURS * price })

export const idleCost = (stacks: Stacks, prices: Prices = IDLE_PRICES): CostLine[] => [
  byTheHour('Internal load balancer of the bridge', `${HOURS} h`, prices.balancerHour),
  several('Secrets', stacks.ofType('AWS::SecretsManager::Secret').length, prices.secret),
  several(
    'Metrics that alarms look at',
    stacks.ofType('AWS::CloudWatch::Alarm').reduce((sum, alarm) => sum + metricsOf(alarm), 0),
    prices.alarmMetric,
  ),
  several('Dashboard', stacks.ofType('AWS::CloudWatch::Dashboard').length, prices.dashboard),
  several('Metric of the engine: that no campaign is active', 1, prices.customMetric),
  ...everyMinute(stacks, prices),
]

/** What a task that waits for calls adds. */
export const taskCost = (stacks: Stacks, prices: Prices = IDLE_PRICES): CostLine[] => {
  const { Cpu, Memory } = Task.parse(stacks.only('AWS::ECS::TaskDefinition').Properties)
  const size = (Cpu / 1_024) * prices.cpuHour + (Memory / 1_024) * prices.gbHour
  return [
    byTheHour('One task of the bridge', `${Cpu / 1_024} vCPU, ${Memory / 1_024} GB`, size),
    byTheHour('Its public address', `${HOURS} h`, prices.publicAddressHour),
    several('Metrics of the bridge', Object.keys(BRIDGE_METRICS).length, prices.customMetric),
  ]
}

/** Types of resources that the lines above are about; the bridge's service is what its tasks cost. */
export const PRICED_WHEN_IDLE = [
  ...['AWS::CloudWatch::Alarm', 'AWS::CloudWatch::Dashboard', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ECS::Service'],
  ...['AWS::Lambda::Function', 'AWS::Scheduler::Schedule', 'AWS::SecretsManager::Secret'],
]

/** Paid by what is kept in them, by requests that nobody makes meanwhile, or not at all. */
export const FREE_WHEN_IDLE = [
  // By the gigabyte, beside the lines of the page.
  ...['AWS::DynamoDB::Table', 'AWS::S3::Bucket', 'AWS::Logs::LogGroup'],
  // By requests, messages, transitions or people who sign in.
  ...['AWS::ApiGatewayV2::Api', 'AWS::CloudFront::Distribution', 'AWS::CloudFront::Function', 'AWS::Cognito::UserPool'],
  ...['AWS::EC2::FlowLog', 'AWS::Events::Rule', 'AWS::SNS::Topic', 'AWS::SQS::Queue', 'AWS::StepFunctions::StateMachine'],
  // Lambda reads a table's stream without a fee; a gateway endpoint, other than an interface, has none; budgets without actions neither.
  ...['AWS::Lambda::EventSourceMapping', 'AWS::EC2::VPCEndpoint', 'AWS::Budgets::Budget'],
]

/** Names, rules and permissions, and the parts of a network that are not paid for by the hour. */
export const DESCRIPTIONS = [
  ...['AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::S3::BucketPolicy', 'AWS::SNS::TopicPolicy', 'AWS::SQS::QueuePolicy'],
  ...['AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::Permission'],
  ...['Authorizer', 'Integration', 'Route', 'Stage'].map((part) => `AWS::ApiGatewayV2::${part}`),
  ...['Client', 'Domain', 'Group'].map((part) => `AWS::Cognito::UserPool${part}`),
  ...['OriginAccessControl', 'ResponseHeadersPolicy', 'VpcOrigin'].map((part) => `AWS::CloudFront::${part}`),
  ...['AWS::ApplicationAutoScaling::ScalableTarget', 'AWS::ApplicationAutoScaling::ScalingPolicy'],
  ...['AWS::ECS::Cluster', 'AWS::ECS::TaskDefinition', 'AWS::ElasticLoadBalancingV2::Listener', 'AWS::ElasticLoadBalancingV2::TargetGroup'],
  ...['InternetGateway', 'Route', 'RouteTable', 'Subnet', 'SubnetRouteTableAssociation', 'VPC', 'VPCGatewayAttachment'].map(
    (part) => `AWS::EC2::${part}`,
  ),
  ...['SecurityGroup', 'SecurityGroupEgress', 'SecurityGroupIngress'].map((part) => `AWS::EC2::${part}`),
]
