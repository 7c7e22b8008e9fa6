// The one address that browsers and Twilio's media servers know: CloudFront, before the page, the API, the WebSocket and the bridge.
import { CfnOutput, Duration, Fn, Validations } from 'aws-cdk-lib'
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  type IOrigin,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import type { Bucket, IBucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { addressBehindDoor, DOOR_PROBLEMS, refusedAtDoor } from '#contract/front-door.ts'
import { pageKey } from '#contract/page-key.ts'
import type { Config } from './config.ts'
import { pageHeaders } from './page-headers.ts'

type Behind = {
  config: Config
  /** The built page. */
  page: IBucket
  /** Where the page puts lists. */
  uploads: Bucket
  /** https://host */
  api: string
  /** wss://host, and the stage. */
  sockets: { endpoint: string; stage: string }
  /** Whom the page speaks to to sign people in. */
  issuers: readonly string[]
}

const hostOf = (address: string): string => Fn.select(2, Fn.split('/', address))

/** An origin of ours that answers each request itself. */
const uncached = {
  allowedMethods: AllowedMethods.ALLOW_ALL,
  cachePolicy: CachePolicy.CACHING_DISABLED,
  viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
} as const

export class FrontDoor extends Construct {
  readonly distribution: Distribution
  /** Without a scheme. */
  readonly host: string

  constructor(scope: Construct, { config, page, uploads, api, sockets, issuers }: Behind) {
    super(scope, 'front-door')
    const responseHeadersPolicy = pageHeaders(this, { uploads, issuers })
    const files: BehaviorOptions = {
      origin: S3BucketOrigin.withOriginAccessControl(page),
      responseHeadersPolicy,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      functionAssociations: [{ function: this.pageFunction(), eventType: FunctionEventType.VIEWER_REQUEST }],
    }
    // API Gateway knows its APIs by the host that is asked for: that header alone is not passed on.
    const gateway = { ...uncached, responseHeadersPolicy, originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER }
    const toApi = { function: this.doorFunction(), eventType: FunctionEventType.VIEWER_REQUEST }
    const origin = (address: string): IOrigin => new HttpOrigin(hostOf(address), { protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY })
    this.distribution = new Distribution(this, 'distribution', {
      comment: `ringmaster-${config.stage}`,
      defaultBehavior: files,
      // The first that fits is taken: the reference of the API is a page among the API's addresses.
      additionalBehaviors: {
        '/api/docs': files,
        '/api/docs/*': files,
        '/api': { ...gateway, origin: origin(api), functionAssociations: [toApi] },
        '/api/*': { ...gateway, origin: origin(api), functionAssociations: [toApi] },
        [`/${sockets.stage}`]: { ...gateway, origin: origin(sockets.endpoint) },
      },
      // Ten seconds by default, whatever the cache policy says: a bridge that was full for a moment would stay so for the webhook.
      errorResponses: [502, 503, 504].map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(0) })),
    })
    this.host = this.distribution.distributionDomainName
    new CfnOutput(this, 'PageUrl', { value: `https://${this.host}` }).overrideLogicalId('PageUrl')
    this.acknowledge()
  }

  /** Streams, whose upgrades have to reach their origin with all their headers. */
  addBridge(path: string, origin: IOrigin): void {
    this.distribution.addBehavior(path, origin, { ...uncached, originRequestPolicy: OriginRequestPolicy.ALL_VIEWER })
  }

  private pageFunction(): EdgeFunction {
    return new EdgeFunction(this, 'page-key', {
      comment: 'Which file an address of the page stands for',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(
        `const pageKey = ${pageKey}\nfunction handler({ request }) {\n  request.uri = pageKey(request.uri)\n  return request\n}\n`,
      ),
    })
  }

  private doorFunction(): EdgeFunction {
    const headers = { 'content-type': { value: 'application/problem+json' }, 'cache-control': { value: 'no-store' } }
    return new EdgeFunction(this, 'door', {
      comment: 'Refuses what no function can be handed, as the API refuses',
      runtime: FunctionRuntime.JS_2_0,
      code: FunctionCode.fromInline(
        `const refusedAtDoor = ${refusedAtDoor}
const addressBehindDoor = ${addressBehindDoor}
const problems = ${JSON.stringify(DOOR_PROBLEMS)}
function handler({ request, context }) {
  const { 'content-length': length, 'content-type': type } = request.headers
  const code = refusedAtDoor({ address: request.uri, contentLength: length && length.value, contentType: type && type.value })
  if (code) {
    const body = JSON.stringify(Object.assign({}, problems[code], { requestId: context.requestId }))
    return { statusCode: problems[code].status, headers: ${JSON.stringify(headers)}, body }
  }
  request.uri = addressBehindDoor(request.uri)
  return request
}
`,
      ),
    })
  }

  private acknowledge(): void {
    Validations.of(this.distribution).acknowledge(
      { id: 'AwsSolutions-CFR1', reason: 'Twilio calls from wherever its media servers stand; people may travel.' },
      { id: 'AwsSolutions-CFR2', reason: 'Streams open by a token that we signed, the API by keys; a firewall cannot look into a stream.' },
      { id: 'AwsSolutions-CFR3', reason: 'The path of a stream carries its token: bridge and API log each request without it.' },
      { id: 'AwsSolutions-CFR4', reason: "The owner has no domain: CloudFront's own certificate fixes the lowest version." },
    )
  }
}
