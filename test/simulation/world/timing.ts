// How long things take when nothing is wrong, in milliseconds: from and to.
export const TIMING = {
  /** One operation of the table, or one request to the state machine. */
  operation: [2, 8],
  /** Until a Lambda runs. */
  invocation: [20, 80],
  /** There and back to the telephone provider. */
  request: [80, 300],
  callback: [50, 300],
  /** Until an index shows a change; and the slow ones. */
  index: [10, 60],
  slowIndex: [200, 1_500],
  /** Until a duplicate of an invocation comes. */
  duplicate: [0, 3_000],
} as const satisfies Record<string, readonly [number, number]>

/** A transaction keeps others from its items so long. */
export const TRANSACTION_MS = 12
