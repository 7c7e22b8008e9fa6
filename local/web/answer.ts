// An HTTP answer before it is sent.
import type { ServerResponse } from 'node:http'

export type Answer = { status: number; headers: Record<string, string | string[]>; body: Buffer }

const JSON_TYPE = { 'content-type': 'application/json' }

export const json = (status: number, body: unknown): Answer => ({
  status,
  headers: JSON_TYPE,
  body: Buffer.from(JSON.stringify(body)),
})

export const message = (status: number, text: string): Answer => json(status, { message: text })

export const send = (response: ServerResponse, { status, headers, body }: Answer): void => {
  // The client may have gone while the function ran.
  if (response.destroyed || response.headersSent) return
  response.writeHead(status, { ...headers, 'content-length': body.length }).end(body)
}
