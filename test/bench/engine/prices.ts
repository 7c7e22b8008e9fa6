// What AWS asks, us-east-1, November 2026, in dollars; and how long and large the functions are that the template cannot tell.
export const PRICES = {
  /** Step Functions, standard workflows: each state entered, each retry, and one for each child of a distributed Map. */
  transition: 0.025 / 1_000,
  lambdaRequest: 0.2 / 1_000_000,
  /** arm64. */
  lambdaGbSecond: 0.0000133334,
  /** HTTP API, up to 512 KB each. */
  httpRequest: 1 / 1_000_000,
  /** DynamoDB, on demand. */
  writeUnit: 0.625 / 1_000_000,
  readUnit: 0.125 / 1_000_000,
  logGb: 0.5,
} as const

/** Billed seconds of one invocation, warm: the dial waits for Twilio, the others for the table. */
export const SECONDS = { turn: 0.35, webhook: 0.06, push: 0.05, plan: 0.1 } as const

/** Of log lines for each call: a START, END and REPORT for each invocation, the access log, the machine's events. */
export const LOG_KB_PER_CALL = 4

/** Read units of one push: who watches everything, and who watches this campaign. */
export const READS_PER_PUSH = 2

/** Batches of the table's stream: one a second and shard while something happens; a table of this size has few shards. */
export const PUSHES_PER_SECOND = 4

/** What a stage costs that calls nobody, in dollars by the month of 730 hours or by the piece. */
export const IDLE_PRICES = {
  /** https://aws.amazon.com/elasticloadbalancing/pricing/ */
  balancerHour: 0.0225,
  /** https://aws.amazon.com/secrets-manager/pricing/ */
  secret: 0.4,
  /** Of EventBridge's scheduler: https://aws.amazon.com/eventbridge/pricing/ */
  scheduled: 1 / 1_000_000,
  /** Lambda records one request of each function a second, and 5 % of the rest: https://aws.amazon.com/xray/pricing/ */
  trace: 5 / 1_000_000,
  /** https://aws.amazon.com/kms/pricing/ */
  keyRequest: 0.03 / 10_000,
  /** By the metric that it looks at; dashboards beyond the first three of an account; by the metric: https://aws.amazon.com/cloudwatch/pricing/ */
  alarmMetric: 0.1,
  dashboard: 3,
  customMetric: 0.3,
  /** Fargate on arm64: https://aws.amazon.com/fargate/pricing/ */
  cpuHour: 0.03238,
  gbHour: 0.00356,
  /** https://aws.amazon.com/vpc/pricing/ */
  publicAddressHour: 0.005,
} as const

/** Billed seconds of a scheduled function that finds nothing to do, the read units that it takes, and the kilobytes that it logs. */
export const IDLE_MINUTE = { seconds: 0.1, readUnits: 3, logKb: 2 } as const
