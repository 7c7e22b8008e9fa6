// The open WebSockets, and the management API (@connections) through which the functions send on them.
import type { IncomingMessage } from 'node:http'
import type { WebSocket } from 'ws'
import { type Answer, json } from '../web/answer.ts'
import { readBody } from '../web/read-body.ts'
import type { Connection } from './event.ts'

export type OpenConnection = { connection: Connection; socket: WebSocket; lastActiveAt: number }

/** Of a message, either way. */
export const MESSAGE_BYTES = 128 * 1024

const problem = (status: number, name: string): Answer => {
  const answer = json(status, { message: name })
  return { ...answer, headers: { ...answer.headers, 'x-amzn-errortype': name } }
}

const sendTo = (socket: WebSocket, data: string): Promise<boolean> =>
  new Promise((resolve) => socket.send(data, (error) => resolve(error === undefined || error === null)))

const empty = (status: number): Answer => ({ status, headers: {}, body: Buffer.alloc(0) })

const info = ({ connection, lastActiveAt }: OpenConnection): Answer =>
  json(200, {
    connectedAt: new Date(connection.connectedAt).toISOString(),
    lastActiveAt: new Date(lastActiveAt).toISOString(),
    identity: connection.identity,
  })

const post = async (open: OpenConnection, request: IncomingMessage): Promise<Answer> => {
  const body = await readBody(request, MESSAGE_BYTES)
  if (!body) return problem(413, 'PayloadTooLargeException')
  if (!(await sendTo(open.socket, body.toString('utf8')))) return problem(410, 'GoneException')
  open.lastActiveAt = Date.now()
  return empty(200)
}

/** Answers /<stage>/@connections/<id>; undefined when the path is another. */
export const manage = async (connections: Map<string, OpenConnection>, request: IncomingMessage): Promise<Answer | undefined> => {
  const id = /^\/[^/]+\/(?:@|%40)connections\/([^/?]+)$/i.exec(request.url ?? '')?.[1]
  if (id === undefined) return undefined
  const open = connections.get(decodeURIComponent(id))
  if (!open || open.socket.readyState !== open.socket.OPEN) return problem(410, 'GoneException')
  if (request.method === 'POST') return post(open, request)
  if (request.method === 'GET') return info(open)
  if (request.method !== 'DELETE') return problem(405, 'MethodNotAllowedException')
  open.socket.close(1000, 'Connection closed normally')
  return empty(204)
}
