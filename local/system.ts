// What the local runner reads off the synthesized template: the one description from which everything is wired.

/** One Lambda. */
export type LocalFunction = {
  /** FunctionName in the template; also the last part of its ARN. */
  name: string
  arn: string
  /** The source file that exports `handler`, relative to the repository; from the function's Metadata. */
  handlerFile: string
  environment: Record<string, string>
  timeoutSeconds: number
  memoryMiB: number
}

export type HttpRoute = {
  /** As API Gateway writes it: `GET /api/db/campaigns/{id}`. */
  routeKey: string
  functionArn: string
  /** ARN of the Lambda that admits the request; absent for public routes. */
  authorizerArn?: string
}

export type SocketRoute = {
  routeKey: string
  functionArn: string
  authorizerArn?: string
  /** What a request must show to reach the authorizer at all: `route.request.querystring.ticket`. */
  identitySources?: string[]
}

/** A table stream that invokes a function. */
export type StreamSource = {
  tableName: string
  functionArn: string
  batchSize: number
  windowSeconds: number
  /** Infinity: as long as the record is young enough. */
  retryAttempts: number
  /** Older records are given up; Infinity: none is. */
  maxAgeSeconds: number
  /** The function answers with the records that it failed on (ReportBatchItemFailures). */
  reportsItemFailures: boolean
  /** The event source mapping's FilterCriteria patterns, parsed. Empty: everything. */
  patterns: unknown[]
}

export type Schedule = { name: string; everySeconds: number; functionArn: string; input?: unknown }

/** An EventBridge rule on a bucket's objects, with its pattern. `retryAttempts`: of its function, for events that it fails on. */
export type ObjectRule = { pattern: unknown; functionArn: string; retryAttempts: number }

/** What pages may do with it: its one CORS rule. */
export type LocalBucket = { name: string; corsOrigins: string[]; corsMethods: string[] }

export type LocalTable = {
  tableName: string
  /** The Table of a DescribeTable answer: attributes, keys, indexes, stream, TTL attribute. */
  description: Record<string, unknown>
}

export type LocalSystem = {
  region: string
  account: string
  tables: LocalTable[]
  buckets: LocalBucket[]
  functions: LocalFunction[]
  http: { routes: HttpRoute[] }
  socket: { stage: string; routes: SocketRoute[] }
  machine: { name: string; arn: string; definition: unknown }
  streams: StreamSource[]
  schedules: Schedule[]
  objectRules: ObjectRule[]
  /** Secret names or ARNs that functions refer to, by the secret's name. */
  secrets: { name: string; arn: string }[]
  bridge: { environment: Record<string, string> }
}

/** Where the parts of the running system are; the template's attributes resolve to these. */
export type Addresses = {
  /** Of the HTTP API: http://127.0.0.1:4400 */
  api: string
  /** Of the WebSocket API without its stage: ws://127.0.0.1:50123 */
  socket: string
  /** Host that stands for the bridge's CloudFront distribution in wss:// addresses: bridge.ringmaster.test */
  bridgeHost: string
}

/** Invokes a Lambda by its ARN or name and gives what its handler returned; rejects with the handler's error. */
export type Invoke = (functionArn: string, event: unknown) => Promise<unknown>
