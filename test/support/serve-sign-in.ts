// The issuer that people sign in at, over real sockets on this machine.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { type IssuerOptions, signInIssuer } from './sign-in-issuer.ts'

export const serveSignIn = async (options: IssuerOptions = {}) => {
  const http = createServer(async (request, response) => {
    const given = await issuer.answer(request.method ?? 'GET', new URL(request.url ?? '/', address), await text(request))
    response.writeHead(given.status, Object.fromEntries(given.headers))
    response.end(await given.text())
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const bound = http.address()
  if (bound === null || typeof bound === 'string') throw new Error('The issuer has no port')
  const address = `http://127.0.0.1:${bound.port}`
  const issuer = await signInIssuer({ issuer: address, ...options })
  return {
    ...issuer,
    close: () => {
      http.close()
      http.closeAllConnections()
    },
  }
}
