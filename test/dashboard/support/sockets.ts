// Sockets that a test opens, speaks through and cuts.
import { ClientMessage, type PushedEvent } from '#contract/events.ts'
import type { OpenSocket } from '../../../dashboard/connection/line.ts'
import { asText } from './build.ts'

export type FakeSocket = {
  url: string
  sent: ClientMessage[]
  isClosed: boolean
  open(): void
  say(message: PushedEvent | string): void
  cut(): void
}

export const fakeSockets = (): { openSocket: OpenSocket; sockets: FakeSocket[]; newest(): FakeSocket } => {
  const sockets: FakeSocket[] = []
  return {
    sockets,
    newest: () => {
      const socket = sockets.at(-1)
      if (!socket) throw new Error('No socket has been opened.')
      return socket
    },
    openSocket: (url, on) => {
      const socket: FakeSocket = {
        url,
        sent: [],
        isClosed: false,
        open: on.open,
        say: (message) => on.message(typeof message === 'string' ? message : asText(message)),
        cut: on.close,
      }
      sockets.push(socket)
      return {
        send: (text) => socket.sent.push(ClientMessage.parse(JSON.parse(text))),
        close: () => {
          socket.isClosed = true
        },
      }
    },
  }
}
