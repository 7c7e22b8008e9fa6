// The one logger: a line of JSON with a static message, and no telephone number in full anywhere in it.
import { Logger } from '@aws-lambda-powertools/logger'
import type { Log } from '#app/ports/log.ts'
import { maskWithin } from '#domain/phone.ts'

const logger = new Logger({
  serviceName: 'ringmaster',
  jsonReplacerFn: (_key, value) => (typeof value === 'string' ? maskWithin(value) : value),
})

/** Nothing else of an error: those of HTTP clients carry the whole request, with its credentials and its numbers. */
const shown = (error: unknown): unknown => {
  if (!(error instanceof Error)) return String(error)
  const { name, message, stack, cause } = error
  const code = 'code' in error ? { code: error.code } : {}
  return { name, message, ...code, stack, ...(cause === undefined ? {} : { cause: shown(cause) }) }
}

const withError = ({ error, ...fields }: Record<string, unknown> = {}): Record<string, unknown> =>
  error === undefined ? fields : { ...fields, error: shown(error) }

export const log: Log = {
  info: (message, fields) => logger.info(message, withError(fields)),
  warn: (message, fields) => logger.warn(message, withError(fields)),
  error: (message, fields) => logger.error(message, withError(fields)),
}
