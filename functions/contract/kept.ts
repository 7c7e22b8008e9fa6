// How long the table keeps what nobody sets a span for: read by the store, which writes when an item expires, and by what is said of it.

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const KEPT_SECONDS = {
  /** Longer than anybody looks for one. */
  awaitedRecording: 7 * DAY,
  /** Longer than anybody asks for its result. */
  conversation: 7 * DAY,
  /** As exports: it is counted anew whenever somebody asks. */
  breakdown: 7 * DAY,
  /** Of a sheet that nobody can write to. */
  sheetChange: 14 * DAY,
  answer: DAY,
  /** API Gateway ends a WebSocket after two hours; $disconnect is best effort, so the rest is left to expiry. */
  connection: 2 * HOUR + 10 * MINUTE,
  /** Beyond the time for which the pass was good. */
  usedPass: MINUTE,
} as const
