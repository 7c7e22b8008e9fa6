// The media bridge: a Fargate service that carries the audio of the calls.
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { ArnFormat, AssetHashType, AssetStaging, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch'
import { Port, SecurityGroup, SubnetType } from 'aws-cdk-lib/aws-ec2'
import { Platform } from 'aws-cdk-lib/aws-ecr-assets'
import {
  AwsLogDriverMode,
  ContainerImage,
  CpuArchitecture,
  FargateService,
  FargateTaskDefinition,
  type ICluster,
  LogDrivers,
  OperatingSystemFamily,
  PropagatedTagSource,
} from 'aws-cdk-lib/aws-ecs'
import { ApplicationProtocol, type ApplicationTargetGroup } from 'aws-cdk-lib/aws-elasticloadbalancingv2'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import type * as z from 'zod/mini'
import type { BridgeEnvironment } from '#env/bridge.ts'
import { BridgeEntrance } from './bridge-entrance.ts'
import { makeNetwork } from './bridge-network.ts'
import { letSleep } from './bridge-sleep.ts'
import { buildModule, bundling, repository } from './bundle.ts'
import type { Config } from './config.ts'
import type { FrontDoor } from './front-door.ts'

const PORT = 8080

/** The bridge knows its own address and port; the rest is as its defaults have it. */
type Settings = Pick<z.input<typeof BridgeEnvironment>, 'TABLE_NAME' | 'TWILIO_SECRET_ID' | 'SIGNING_SECRET_ID' | 'ELEVENLABS_SECRET_ID'>

export class Bridge extends Construct {
  /** wss://host, without a slash at its end. */
  readonly url: string
  /** Answers 200 while one more call would find room. */
  readonly readyUrl: string
  /** It has no task while no campaign is active. */
  readonly sleeps: boolean
  private readonly tasks: ApplicationTargetGroup

  constructor(
    scope: Construct,
    {
      config,
      front,
      environment,
      permissions,
    }: { config: Config; front: FrontDoor; environment: Settings; permissions: PolicyStatement[] },
  ) {
    super(scope, 'bridge')
    const { vpc, cluster } = makeNetwork(this, config)
    const entrance = new BridgeEntrance(this, { vpc, front, config })
    this.url = `wss://${front.host}`
    this.readyUrl = `https://${front.host}/ready`

    const { cpu, memoryMiB, tasks } = config.bridge
    const task = new FargateTaskDefinition(this, 'task', {
      cpu,
      memoryLimitMiB: memoryMiB,
      runtimePlatform: { cpuArchitecture: CpuArchitecture.ARM64, operatingSystemFamily: OperatingSystemFamily.LINUX },
    })
    task.addContainer('bridge', {
      image: ContainerImage.fromAsset(this.imageDirectory(), { platform: Platform.LINUX_ARM64 }),
      environment: { ...environment, BRIDGE_URL: this.url, TRANSCRIPT_DAYS: String(config.transcriptDays), PORT: String(PORT) },
      portMappings: [{ containerPort: PORT }],
      readonlyRootFilesystem: true,
      // As the image has it; said here, where it is checked.
      user: 'node',
      memoryLimitMiB: memoryMiB,
      // ECS takes no notice of the one in the image. A task that hangs is replaced; one that is full or draining is alive.
      healthCheck: {
        command: ['CMD', 'node', '-e', `fetch('http://127.0.0.1:${PORT}/live').then(({ok})=>process.exit(ok?0:1),()=>process.exit(1))`],
        interval: Duration.seconds(15),
        timeout: Duration.seconds(5),
        startPeriod: Duration.seconds(30),
      },
      // The longest that Fargate grants: calls get it to say goodbye.
      stopTimeout: Duration.seconds(120),
      logging: LogDrivers.awsLogs({
        streamPrefix: 'bridge',
        // A log that is slow may lose lines; it may not hold up audio.
        mode: AwsLogDriverMode.NON_BLOCKING,
        logGroup: new LogGroup(this, 'logs', {
          logGroupName: `/ringmaster/${config.stage}/bridge`,
          retention: config.logRetention,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      }),
    })
    for (const permission of [...permissions, protectTasksOf(cluster)]) task.addToTaskRolePolicy(permission)
    Validations.of(task).acknowledge({
      id: 'AwsSolutions-ECS2',
      reason: 'The environment holds names and addresses; the secrets are read by name.',
    })

    const securityGroup = new SecurityGroup(this, 'group', { vpc, description: 'Tasks of the media bridge' })
    securityGroup.addIngressRule(securityGroup, Port.tcp(PORT), 'A task brings those who listen in to the task that holds the call')
    const service = new FargateService(this, 'service', {
      cluster,
      taskDefinition: task,
      securityGroups: [securityGroup],
      vpcSubnets: { subnetType: SubnetType.PUBLIC },
      assignPublicIp: true,
      circuitBreaker: { rollback: true },
      // Old tasks stay, protected, for as long as they carry calls.
      minHealthyPercent: 100,
      maxHealthyPercent: 200,
      healthCheckGracePeriod: Duration.minutes(1),
      // Tasks are no resources of the stack: they get its tags from their service.
      propagateTags: PropagatedTagSource.SERVICE,
    })
    this.sleeps = tasks.min === 0
    const scaling = service.autoScaleTaskCount({ minCapacity: tasks.min, maxCapacity: tasks.max })
    // A relay's load is even: half leaves room for the calls of the minute that a new task takes to start.
    // One that sleeps is sent to sleep by the campaigns' end, not by a quiet hour of theirs.
    scaling.scaleOnCpuUtilization('cpu', { targetUtilizationPercent: 50, disableScaleIn: this.sleeps })
    this.tasks = entrance.listener.addTargets('tasks', {
      port: PORT,
      protocol: ApplicationProtocol.HTTP,
      targets: [service],
      // Not readiness: a task that is full or draining would be called unhealthy, and ended together with its calls.
      healthCheck: { path: '/health', interval: Duration.seconds(10), timeout: Duration.seconds(5) },
      // As long as a call may last: no new streams, the old ones live on.
      deregistrationDelay: Duration.hours(1),
    })
    if (this.sleeps) {
      const healthy = this.healthyTasks(Duration.minutes(1))
      letSleep(this, { service, scaling, deployment: environment.TABLE_NAME, most: tasks.max, healthy })
    }
  }

  readonly healthyTasks = (period: Duration): IMetric => this.tasks.metrics.healthyHostCount({ period, statistic: 'Minimum' })

  /** The Dockerfile with the one file that it copies; the sources themselves when nothing is to be bundled. */
  private imageDirectory(): string {
    const source = join(repository, 'media-bridge')
    const staging = new AssetStaging(this, 'image', {
      sourcePath: source,
      assetHashType: AssetHashType.OUTPUT,
      bundling: bundling('media-bridge/main.ts', (directory) => {
        buildModule('media-bridge/main.ts', join(directory, 'dist/main.mjs'))
        copyFileSync(join(source, 'Dockerfile'), join(directory, 'Dockerfile'))
      }),
    })
    return staging.absoluteStagedPath
  }
}

/** A task that carries calls keeps itself from being scaled in or replaced. */
const protectTasksOf = (cluster: ICluster): PolicyStatement =>
  new PolicyStatement({
    actions: ['ecs:GetTaskProtection', 'ecs:UpdateTaskProtection'],
    resources: [
      Stack.of(cluster).formatArn({
        service: 'ecs',
        resource: 'task',
        resourceName: `${cluster.clusterName}/*`,
        arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
      }),
    ],
  })
