// Lets pages do what the bucket's CORS rule names, and read the answer to nothing else.
import type { IncomingMessage } from 'node:http'
import type { LocalBucket } from '../system.ts'

/** Empty when the page may not read the answer. */
export const corsHeaders = (bucket: LocalBucket | undefined, { method, headers }: IncomingMessage): Record<string, string> => {
  const { origin } = headers
  const meant = method === 'OPTIONS' ? headers['access-control-request-method'] : method
  if (!bucket || origin === undefined || meant === undefined || !bucket.corsMethods.includes(meant)) return {}
  const allowed = bucket.corsOrigins.find((pattern) => pattern === '*' || pattern === origin)
  if (!allowed) return {}
  const requested = headers['access-control-request-headers']
  return {
    'access-control-allow-origin': allowed,
    'access-control-allow-methods': bucket.corsMethods.join(', '),
    ...(requested ? { 'access-control-allow-headers': requested } : {}),
    'access-control-max-age': '3000',
    vary: 'Origin',
  }
}
