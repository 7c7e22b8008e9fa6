// `Fn`: one line per Lambda. Its name gives its source file, its environment's type and its physical name.
import { join } from 'node:path'
import { AssetHashType, CfnParameter, CfnResource, Duration, RemovalPolicy } from 'aws-cdk-lib'
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { EnvironmentInput, FunctionName } from '#env'
import { buildFunction, bundling, repository } from './bundle.ts'
import type { Config } from './config.ts'
import { writeLogs } from './permissions.ts'
import { addAlarm } from './watching/alarm.ts'

/** What the function needs, or a parameter that is chosen at deployment. */
export type FnEnvironment<N extends FunctionName> = { [K in keyof EnvironmentInput<N>]: EnvironmentInput<N>[K] | CfnParameter }

export type FnProps<N extends FunctionName> = {
  config: Config
  /** What a user suffers while this function fails: the text of its alarm. */
  impact: string
  environment: FnEnvironment<N>
  timeoutSeconds: number
  memoryMiB?: number
  /** How often Lambda runs an asynchronous event again that failed. Nothing on the way to a dial is ever run again. */
  retries?: number
  /** Keeps the events that are given up. */
  givenUp?: Queue
}

const logsOf = ({ stage }: Config, name: FunctionName): string => `/ringmaster/${stage}/${name}`

const written = (value: unknown): string => (value instanceof CfnParameter ? value.valueAsString : String(value))

export class Fn<N extends FunctionName> extends LambdaFunction {
  constructor(
    scope: Construct,
    name: N,
    { config, impact, environment, timeoutSeconds, memoryMiB = 256, retries = 0, givenUp }: FnProps<N>,
  ) {
    const { stage, logRetention } = config
    const handlerFile = `functions/handlers/${name}.ts`
    const logGroup = new LogGroup(scope, `${name}-logs`, {
      logGroupName: logsOf(config, name),
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const role = new Role(scope, `${name}-role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    role.addToPolicy(writeLogs(logGroup))

    super(scope, name, {
      functionName: `ringmaster-${stage}-${name}`,
      description: `While it fails: ${impact}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(join(repository, 'functions'), {
        bundling: bundling(handlerFile, (directory) => buildFunction(handlerFile, directory)),
        assetHashType: AssetHashType.OUTPUT,
      }),
      handler: 'index.handler',
      environment: Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, written(value)])),
      role,
      logGroup,
      timeout: Duration.seconds(timeoutSeconds),
      memorySize: memoryMiB,
      tracing: Tracing.ACTIVE,
      retryAttempts: retries,
      ...(givenUp && { deadLetterQueue: givenUp }),
    })

    // The one-machine system runs the source itself, which the template would not name otherwise.
    if (!(this.node.defaultChild instanceof CfnResource)) throw new Error(`${name} has no CloudFormation resource`)
    this.node.defaultChild.addMetadata('Ringmaster', { handlerFile, impact })

    addAlarm(this, config, {
      name: `${name}-failing`,
      loss: impact,
      metric: this.metricErrors({ period: Duration.minutes(5) }),
      when: { atLeast: 1 },
      periods: 1,
      silence: 'fine',
      logGroup: logsOf(config, name),
    })
  }

  allow(...statements: PolicyStatement[]): this {
    for (const statement of statements) this.addToRolePolicy(statement)
    return this
  }
}
