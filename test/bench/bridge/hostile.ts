// Those who mean the bridge no good, in a process of their own: sockets that say nothing, little by little, nonsense, or too much.
import { connect, type Socket } from 'node:net'
import * as z from 'zod/mini'
import { admissionOf } from './attempts.ts'

const { PORT, SOCKETS, SECONDS } = z
  .object({ PORT: z.coerce.number(), SOCKETS: z.coerce.number(), SECONDS: z.coerce.number() })
  .parse(process.env)

const TICK_MS = 20
const UPGRADE =
  'Host: bridge\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n'

const WAYS: readonly ((socket: Socket, number: number) => void)[] = [
  () => {},
  // One header a second, for ever.
  (socket) => {
    socket.write('GET /media/x HTTP/1.1\r\n')
    const timer = setInterval(() => socket.write('X-Slow: 1\r\n'), 1_000)
    socket.on('close', () => clearInterval(timer))
  },
  (socket) => socket.write(`GET /media/nonsense HTTP/1.1\r\n${UPGRADE}X-Twilio-Signature: AAAA\r\n\r\n`),
  (socket) => socket.write(`GET /${'x'.repeat(64 * 1024)} HTTP/1.1\r\n`),
  (socket) => socket.write(Buffer.alloc(16 * 1024, 0x81)),
  // A stream of ours whose signature is of another address.
  (socket, number) => {
    const { path } = admissionOf(number)
    socket.write(`GET ${path} HTTP/1.1\r\n${UPGRADE}X-Twilio-Signature: ${admissionOf(number + 1).signature}\r\n\r\n`)
  },
  // Stays connected after its answer, and asks again and again.
  (socket) => socket.write('GET /ready HTTP/1.1\r\nHost: bridge\r\n\r\n'),
]

let opened = 0
let closed = 0
const perTick = Math.ceil(SOCKETS / ((SECONDS * 1_000) / TICK_MS))
const timer = setInterval(() => {
  for (let n = 0; n < perTick && opened < SOCKETS; n++) {
    const number = opened++
    const socket = connect(PORT, '127.0.0.1', () => WAYS[number % WAYS.length]?.(socket, number))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => closed++)
    socket.resume()
  }
  if (opened === SOCKETS) clearInterval(timer)
}, TICK_MS)

process.on('message', () => process.send?.({ opened, closed }))
process.on('disconnect', () => process.exit(0))
