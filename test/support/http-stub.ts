// An HTTP server that answers as a test says, and remembers what it was asked.
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'

type Asked = { method: string | undefined; path: string | undefined; headers: IncomingHttpHeaders; body: string }

export const startHttpStub = async () => {
  const asked: Asked[] = []
  let answer = { status: 200, body: '{}' }
  const http = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    asked.push({ method: request.method, path: request.url, headers: request.headers, body })
    response.writeHead(answer.status).end(answer.body)
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('The stub has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    asked,
    answers(status: number, body: unknown) {
      answer = { status, body: typeof body === 'string' ? body : JSON.stringify(body) }
    },
    close() {
      http.close()
      http.closeAllConnections()
    },
  }
}
