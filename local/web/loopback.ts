// Keeps web pages of other origins, and names that only pretend to be this machine, away from the local servers.
import type { IncomingMessage } from 'node:http'

const NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

const hostNameOf = (host: string): string => host.replace(/:\d+$/, '').toLowerCase()

/** A page of another site can point its own name at 127.0.0.1 (DNS rebinding); then the Host header still carries that name. */
export const isLocalHost = (host: string | undefined): boolean => host !== undefined && NAMES.has(hostNameOf(host))

const isLocalOrigin = (origin: string): boolean => {
  const parsed = URL.parse(origin)
  return parsed !== null && NAMES.has(parsed.hostname)
}

/** Why a request is refused; undefined admits it. Programs such as curl or a provider's webhook send no Origin. */
export const refusal = (request: IncomingMessage): string | undefined => {
  const { host, origin } = request.headers
  if (!isLocalHost(host)) return `Ringmaster answers on this machine only: use http://localhost, not ${host ?? 'a request without a Host'}.`
  if (origin === undefined || SAFE_METHODS.has(request.method ?? '')) return undefined
  if (origin === `http://${host}`) return undefined
  return `A page of ${origin} may not change anything here; only pages of http://${host} may.`
}

/** Browsers let any page open a WebSocket to any address, so a page's origin must be this machine's. */
export const isForeignPage = (request: IncomingMessage): boolean =>
  request.headers.origin !== undefined && !isLocalOrigin(request.headers.origin)

export const sourceIp = (request: IncomingMessage): string => request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '127.0.0.1'
