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
