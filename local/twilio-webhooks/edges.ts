// Public host names whose TLS ends elsewhere on this machine, as a load balancer's does: which socket an address really leads to.

/** Public host → origin: `{ 'bridge.ringmaster.test': 'ws://127.0.0.1:4711' }`. */
export type Edges = Readonly<Record<string, string>>

export type Route = {
  /** Where to connect: http(s) or ws(s), as the address was. */
  url: URL
  /** The Host header: always the public name. */
  host: string
}

const SECURE = ['https:', 'wss:']

/** A host that is not listed is reached as it is. */
export const routeTo = (address: string, edges: Edges): Route => {
  const url = new URL(address)
  const host = url.host
  const origin = edges[host]
  url.hash = ''
  if (origin === undefined) return { url, host }
  const edge = new URL(origin)
  const socket = url.protocol.startsWith('ws')
  const secure = SECURE.includes(edge.protocol)
  const scheme = `${socket ? 'ws' : 'http'}${secure ? 's' : ''}:`
  return { url: new URL(`${scheme}//${edge.host}${url.pathname}${url.search}`), host }
}
