// The HTTP API: one route for each entry of the route table, and the webhooks that Twilio and ElevenLabs call.
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import { HttpApi as Api, HttpMethod, HttpStage, LogGroupLogDestination, PayloadFormatVersion } from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpLambdaAuthorizer, HttpLambdaResponseType } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { routes } from '#contract/routes.ts'
import type { Config } from './config.ts'

/** Neither the caller's address nor the query, which may hold a telephone number. */
const LOG_LINE = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    route: '$context.routeKey',
    status: '$context.status',
    ms: '$context.responseLatency',
    error: '$context.error.message',
    authorizer: '$context.authorizer.error',
    integration: '$context.integrationErrorMessage',
  }),
)

const methods = { GET: HttpMethod.GET, POST: HttpMethod.POST, PUT: HttpMethod.PUT, DELETE: HttpMethod.DELETE }

const integrate = (id: string, handler: IFunction): HttpLambdaIntegration =>
  new HttpLambdaIntegration(id, handler, {
    payloadFormatVersion: PayloadFormatVersion.VERSION_2_0,
    // One permission for the API: one for each route would outgrow the 20 KB of a function's policy.
    scopePermissionToRoute: false,
  })

export class HttpApi extends Construct {
  private readonly api: Api

  constructor(scope: Construct, { stage, logRetention, requestsPerSecond }: Config) {
    super(scope, 'http')
    this.api = new Api(this, 'api', { apiName: `ringmaster-${stage}`, createDefaultStage: false })
    const logs = new LogGroup(this, 'logs', {
      logGroupName: `/ringmaster/${stage}/http`,
      retention: logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    new HttpStage(this, 'stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: requestsPerSecond, burstLimit: requestsPerSecond },
      accessLogSettings: { destination: new LogGroupLogDestination(logs), format: LOG_LINE },
    })
  }

  /** Without a slash at its end. */
  get url(): string {
    return this.api.apiEndpoint
  }

  /** Answers of 500 and above. */
  readonly errors = (period: Duration): IMetric => this.api.metricServerError({ period, statistic: 'Sum' })

  serve(handlers: {
    api: IFunction
    authorize: IFunction
    voice: IFunction
    status: IFunction
    machine: IFunction
    recording: IFunction
    postCall: IFunction
  }): void {
    const authorizer = new HttpLambdaAuthorizer('authorize', handlers.authorize, {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      // Without a source of identity and without a cache the function looks at every request, even at one that shows nothing:
      // nobody gets another caller's answer, and a key that was revoked is refused from the next request on.
      identitySource: [],
      resultsCacheTtl: Duration.seconds(0),
    })
    const api = integrate('api', handlers.api)
    for (const { method, path, role } of Object.values(routes)) {
      this.route(methods[method], path, role === 'anyone' ? { integration: api } : { integration: api, authorizer })
    }
    // What is none of these is told so by the API, in the words of its other refusals.
    for (const path of ['/api', '/api/{proxy+}']) this.route(HttpMethod.ANY, path, { integration: api, authorizer })
    this.route(HttpMethod.POST, '/webhooks/twilio/voice/{attemptId}', { integration: integrate('voice', handlers.voice) })
    this.route(HttpMethod.POST, '/webhooks/twilio/status/{attemptId}', { integration: integrate('status', handlers.status) })
    this.route(HttpMethod.POST, '/webhooks/twilio/machine/{attemptId}', { integration: integrate('machine', handlers.machine) })
    this.route(HttpMethod.POST, '/webhooks/twilio/recording/{attemptId}', { integration: integrate('recording', handlers.recording) })
    this.route(HttpMethod.POST, '/webhooks/elevenlabs/post-call', { integration: integrate('postCall', handlers.postCall) })
  }

  private route(method: HttpMethod, path: string, to: { integration: HttpLambdaIntegration; authorizer?: HttpLambdaAuthorizer }): void {
    for (const route of this.api.addRoutes({ path, methods: [method], ...to })) {
      if (to.authorizer) continue
      Validations.of(route).acknowledge({
        id: 'AwsSolutions-APIG4',
        reason: 'Health and the document of the API say nothing about anybody; webhooks prove themselves by their signature.',
      })
    }
  }
}
