// The smallest server that a media stream can be connected to: keeps what it hears and says what the test tells it to.
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import * as z from 'zod/mini'

/** Messages as they were on the wire: strings that hold numbers stay strings. */
const Message = z.looseObject({
  event: z.string(),
  streamSid: z.optional(z.string()),
  sequenceNumber: z.optional(z.string()),
  start: z.optional(z.looseObject({ callSid: z.string(), customParameters: z.record(z.string(), z.string()) })),
  media: z.optional(z.strictObject({ track: z.string(), chunk: z.string(), timestamp: z.string(), payload: z.string() })),
  mark: z.optional(z.strictObject({ name: z.string() })),
  dtmf: z.optional(z.strictObject({ track: z.string(), digit: z.string() })),
})
export type StreamMessage = z.infer<typeof Message>

export type ServedStream = {
  path: string
  headers: IncomingHttpHeaders
  messages: StreamMessage[]
  socket: WebSocket
  closed: boolean
  say(event: 'media' | 'mark' | 'clear', more?: object): void
}

export type MediaServer = {
  port: number
  streams: ServedStream[]
  close(): Promise<void>
}

export const startMediaServer = async (react: (stream: ServedStream, message: StreamMessage) => void = () => {}): Promise<MediaServer> => {
  const server = createServer()
  const sockets = new WebSocketServer({ server, perMessageDeflate: false })
  const streams: ServedStream[] = []
  sockets.on('connection', (socket, request) => {
    const stream: ServedStream = {
      path: request.url ?? '',
      headers: request.headers,
      messages: [],
      socket,
      closed: false,
      say(event, more = {}) {
        const streamSid = stream.messages.find((message) => message.event === 'start')?.streamSid
        socket.send(JSON.stringify({ event, streamSid, ...more }))
      },
    }
    streams.push(stream)
    socket.on('message', (data) => {
      const message = Message.parse(JSON.parse(data.toString()))
      stream.messages.push(message)
      react(stream, message)
    })
    socket.on('close', () => {
      stream.closed = true
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('No port')
  return {
    port: address.port,
    streams,
    close: () => {
      for (const socket of sockets.clients) socket.terminate()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

/** So many milliseconds of a tone that counts as sound, as a message to the telephone. */
export const agentAudio = (ms: number): { media: { payload: string } } => ({
  media: { payload: Buffer.alloc(ms * 8, 0x20).toString('base64') },
})
