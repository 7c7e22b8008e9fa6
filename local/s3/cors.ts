// Lets pages upload to a bucket from the origins that its CORS rule names.
import type { IncomingMessage } from 'node:http'

const METHODS = 'GET, HEAD, PUT'

/** Empty when the page may not read the answer. */
export const corsHeaders = (allowedOrigins: string[], { headers }: IncomingMessage): Record<string, string> => {
  const { origin } = headers
  if (origin === undefined) return {}
  const allowed = allowedOrigins.find((pattern) => pattern === '*' || pattern === origin)
  if (!allowed) return {}
  const requested = headers['access-control-request-headers']
  return {
    'access-control-allow-origin': allowed,
    'access-control-allow-methods': METHODS,
    ...(requested ? { 'access-control-allow-headers': requested } : {}),
    'access-control-expose-headers': 'ETag',
    'access-control-max-age': '3000',
    vary: 'Origin',
  }
}
