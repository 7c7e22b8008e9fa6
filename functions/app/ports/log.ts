// The operators’ log.
/** What went on, for the operator: a static message with ids and numbers, never personal data. */
export type Log = {
  info(message: string, fields?: Record<string, unknown>): void
  warn(message: string, fields?: Record<string, unknown>): void
  error(message: string, fields?: Record<string, unknown>): void
}
