// The network of the media bridge: public subnets for the tasks, isolated ones for the load balancer.
import assert from 'node:assert/strict'
import { RemovalPolicy, Validations } from 'aws-cdk-lib'
import {
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  IpAddresses,
  type IVpc,
  SubnetType,
  Vpc,
} from 'aws-cdk-lib/aws-ec2'
import { Cluster, ContainerInsights, type ICluster } from 'aws-cdk-lib/aws-ecs'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Construct } from 'constructs'
import type { Config } from './config.ts'

export const NETWORK = '10.17.0.0/16'

// The library's classes say `x: T | undefined` where its interfaces say `x?: T`, which exactOptionalPropertyTypes tells apart.
const isVpc = (construct: unknown): construct is IVpc => construct instanceof Vpc
const isCluster = (construct: unknown): construct is ICluster => construct instanceof Cluster

export const makeNetwork = (scope: Construct, { stage, logRetention }: Config): { vpc: IVpc; cluster: ICluster } => {
  const vpc: unknown = new Vpc(scope, 'network', {
    ipAddresses: IpAddresses.cidr(NETWORK),
    maxAzs: 2,
    // A public address for each task ($4 a month) is cheaper than a NAT gateway ($33), and nothing may come in on it.
    natGateways: 0,
    subnetConfiguration: [
      { name: 'tasks', subnetType: SubnetType.PUBLIC, mapPublicIpOnLaunch: false },
      { name: 'balancer', subnetType: SubnetType.PRIVATE_ISOLATED },
    ],
    gatewayEndpoints: { table: { service: GatewayVpcEndpointAwsService.DYNAMODB } },
    // Nothing uses the default group; closing it would take a Lambda that may change the network.
    restrictDefaultSecurityGroup: false,
  })
  assert(isVpc(vpc))

  const logs = new LogGroup(scope, 'network-logs', {
    logGroupName: `/ringmaster/${stage}/network`,
    retention: logRetention,
    removalPolicy: RemovalPolicy.DESTROY,
  })
  // What was refused is enough to find a fault with; what flows would cost more than the calls.
  vpc.addFlowLog('refused', { destination: FlowLogDestination.toCloudWatchLogs(logs), trafficType: FlowLogTrafficType.REJECT })

  const cluster: unknown = new Cluster(scope, 'cluster', { vpc, containerInsightsV2: ContainerInsights.DISABLED })
  assert(isCluster(cluster))
  Validations.of(cluster).acknowledge({
    id: 'AwsSolutions-ECS4',
    reason:
      'The bridge tells its own metrics and the load balancer which tasks are healthy; the insights would cost as much as a small task.',
  })
  return { vpc, cluster }
}
