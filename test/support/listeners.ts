// Whoever listens in on a call of a test: passes, what the ledger knows of them, and a socket that remembers what it has heard.
import { expect } from 'vitest'
import { WebSocket } from 'ws'
import type { ListeningDesk } from '#app/ports/listening.ts'
import { type FromListener, ToListener } from '#contract/listening.ts'
import { listeningTokens } from '#providers/listening-token.ts'
import { aBrief } from './bridge.ts'
import { comes, eventually } from './eventually.ts'

export const passes = listeningTokens({ key: 'signing-key', clock: { machine: Date.now } })
export const aPass = (): string => passes.sign(aBrief().attemptId).token

/** What several tasks of a bridge know in common. `heldAt`: where the call is. */
export const aDesk = ({ heldAt }: { heldAt?: () => string } = {}): ListeningDesk => {
  const spent = new Set<string>()
  return {
    async spend({ nonce }) {
      if (spent.has(nonce)) return false
      spent.add(nonce)
      return true
    },
    whereIs: async () => heldAt?.(),
  }
}

export type Ear = {
  socket: WebSocket
  heard: ToListener[]
  hears(message: Partial<ToListener>): Promise<void>
  hint(text: string): void
  closes(): Promise<number>
}

/** An ear at the call, or the status with which it was refused. */
export const listen = async ({ port }: { port: number }, token = aPass()): Promise<Ear | number> => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/listen/${token}`)
  const heard: ToListener[] = []
  let code: number | undefined
  socket.on('message', (data) => heard.push(ToListener.parse(JSON.parse(data.toString()))))
  socket.on('close', (closeCode) => {
    code = closeCode
  })
  const ear: Ear = {
    socket,
    heard,
    hears: (message) => eventually(() => heard).toContainEqual(expect.objectContaining(message)),
    hint: (text) => socket.send(JSON.stringify({ type: 'hint', text } satisfies FromListener)),
    closes: () => comes(() => code, 'The socket is still open'),
  }
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(ear))
    socket.once('error', (error) => {
      const status = /server response: (\d+)/.exec(error.message)?.[1]
      if (status) resolve(Number(status))
      else reject(error)
    })
  })
}
