// A server of ours as a provider sees it: keeps every request and answers as the test says.
import { createServer, type IncomingHttpHeaders } from 'node:http'

export type ReceivedWebhook = {
  method: string
  /** Path and query. */
  path: string
  headers: IncomingHttpHeaders
  fields: Record<string, string>
}

export type WebhookAnswer = { status?: number; type?: string; body?: string } | 'hang' | 'reset'

export type WebhookServer = {
  port: number
  received: ReceivedWebhook[]
  /** Those on a path, oldest first. */
  on(path: string): ReceivedWebhook[]
  close(): Promise<void>
}

export const startWebhookServer = async (answer: (webhook: ReceivedWebhook) => WebhookAnswer = () => ({})): Promise<WebhookServer> => {
  const received: ReceivedWebhook[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const fields = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString('utf8')))
    const webhook = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, fields }
    received.push(webhook)
    const reply = answer(webhook)
    if (reply === 'hang') return
    if (reply === 'reset') {
      request.socket.resetAndDestroy()
      return
    }
    response.writeHead(reply.status ?? 200, { 'Content-Type': reply.type ?? 'text/xml' }).end(reply.body ?? '')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  return {
    port: address.port,
    received,
    on: (path) => received.filter((webhook) => webhook.path.split('?')[0] === path),
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
