// The WebSocket API on which viewers see campaigns move.
import { Validations } from 'aws-cdk-lib'
import { WebSocketApi, WebSocketStage } from 'aws-cdk-lib/aws-apigatewayv2'
import { WebSocketLambdaAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { WebSocketLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import type { Config } from './config.ts'
import { pushTo } from './permissions.ts'

const STAGE = 'live'

export class SocketApi extends Construct {
  readonly stage = STAGE
  private readonly api: WebSocketApi

  constructor(scope: Construct, { stage, requestsPerSecond }: Config) {
    super(scope, 'socket-api')
    this.api = new WebSocketApi(this, 'api', { apiName: `ringmaster-${stage}-live` })
    const live = new WebSocketStage(this, 'stage', {
      webSocketApi: this.api,
      stageName: STAGE,
      autoDeploy: true,
      throttle: { rateLimit: requestsPerSecond, burstLimit: requestsPerSecond },
    })
    const reason = 'Access logs of WebSocket APIs need a role that is set once for the whole account; the function logs each connection.'
    Validations.of(live).acknowledge({ id: 'AwsSolutions-APIG1', reason }, { id: 'Serverless-APIGWAccessLogging', reason })
  }

  /** With its stage: wss://host/live. */
  get url(): string {
    return `${this.endpoint}/${this.stage}`
  }

  get endpoint(): string {
    return this.api.apiEndpoint
  }

  get pushing(): PolicyStatement {
    return pushTo(this.api, STAGE)
  }

  serve({ authorize, socket }: { authorize: IFunction; socket: IFunction }): void {
    this.api.addRoute('$connect', {
      integration: new WebSocketLambdaIntegration('connect', socket),
      // Browsers cannot set headers on a WebSocket: a ticket that is good once, for 30 seconds, stands in the query.
      authorizer: new WebSocketLambdaAuthorizer('ticket', authorize, { identitySource: ['route.request.querystring.ticket'] }),
    })
    for (const key of ['$disconnect', '$default']) {
      const route = this.api.addRoute(key, { integration: new WebSocketLambdaIntegration(key.slice(1), socket) })
      Validations.of(route).acknowledge({ id: 'AwsSolutions-APIG4', reason: 'Whoever is connected was admitted by $connect.' })
    }
  }
}
