// `Fn`: one line per Lambda. Its name gives its source file, its environment's type and its physical name.
import { join } from 'node:path'
import { AssetHashType, CfnParameter, CfnResource, Duration, RemovalPolicy, Validations } from 'aws-cdk-lib'
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import type { Construct } from 'constructs'
import type { EnvironmentInput, FunctionName } from '#env/all.ts'
import { buildFunction, bundling, repository } from './bundle.ts'
import type { Config } from './config.ts'
import { readSecret, writeLogs } from './permissions.ts'
import type { NamedSecret } from './secrets.ts'
import { addAlarm } from './watching/alarm.ts'

/** What the function needs: a value, a parameter that is chosen at deployment, or a secret, whose name it gets and which it may read. */
export type FnEnvironment<N extends FunctionName> = {
  [K in keyof EnvironmentInput<N>]: EnvironmentInput<N>[K] | CfnParameter | NamedSecret
}

/** Where all functions of a stage stand, and what every one of them may do. */
type Place = { scope: Construct; config: Config; everyone: PolicyStatement[] }

export type FnProps<N extends FunctionName> = {
  /** What a user suffers while this function fails: the text of its alarm. */
  impact: string
  environment: FnEnvironment<N>
  timeoutSeconds: number
  memoryMiB?: number
  /** How often Lambda runs an asynchronous event again that failed. Nothing on the way to a dial is ever run again. */
  retries?: number
  /** Keeps the events that are given up. */
  givenUp?: Queue
  /** Besides what everyone may, its own logs, and the secrets of its environment. */
  may?: PolicyStatement[]
}

const logsOf = ({ stage }: Config, name: FunctionName): string => `/ringmaster/${stage}/${name}`

const isSecret = (value: unknown): value is NamedSecret => typeof value === 'object' && value !== null && 'secret' in value

const written = (value: unknown): string => {
  if (value instanceof CfnParameter) return value.valueAsString
  return isSecret(value) ? value.name : String(value)
}

export class Fn<N extends FunctionName> extends LambdaFunction {
  constructor(
    { scope, config, everyone }: Place,
    name: N,
    { impact, environment, timeoutSeconds, memoryMiB = 256, retries = 0, givenUp, may = [] }: FnProps<N>,
  ) {
    const { stage, logRetention } = config
    const handlerFile = `functions/handlers/${name}.ts`
    const logGroup = new LogGroup(scope, `${name}-logs`, {
      logGroupName: logsOf(config, name),
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const role = new Role(scope, `${name}-role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    const secrets = Object.values(environment).filter(isSecret)
    for (const statement of [writeLogs(logGroup), ...everyone, ...secrets.map(readSecret), ...may]) role.addToPolicy(statement)

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

    Validations.of(this).acknowledge({
      id: 'Serverless-LambdaAsyncFailureDestination',
      reason:
        'Events that are given up go to a dead-letter queue, from which they are run again; a destination would tell of them and keep nothing.',
    })
    if (!givenUp) {
      Validations.of(this).acknowledge({
        id: 'Serverless-LambdaDLQ',
        reason: 'It is invoked for its answer, by a stream that keeps what failed, or each minute anew: no event is lost with it.',
      })
    }
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
}
