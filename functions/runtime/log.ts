// The one logger: a line of JSON with a static message, and no telephone number in full anywhere in it.
import { Logger } from '@aws-lambda-powertools/logger'
import type { Log } from '#app/ports.ts'
import { mask } from '#domain/phone.ts'

const NUMBER = /\+[1-9]\d{6,14}\b/g

const logger = new Logger({
  serviceName: 'ringmaster',
  jsonReplacerFn: (_key, value) => (typeof value === 'string' ? value.replace(NUMBER, mask) : value),
})

const withError = ({ error, ...fields }: Record<string, unknown> = {}): Record<string, unknown> =>
  error === undefined ? fields : { ...fields, error: error instanceof Error ? error : String(error) }

export const log: Log = {
  info: (message, fields) => logger.info(message, withError(fields)),
  warn: (message, fields) => logger.warn(message, withError(fields)),
  error: (message, fields) => logger.error(message, withError(fields)),
}
