// Whoever listens in on a call of a test: passes, what the ledger knows of them, and a socket that remembers what it has heard.
import { vi } from 'vitest'
import { WebSocket } from 'ws'
import type { ListeningDesk } from '#app/listening-port.ts'
import { type FromListener, ToListener } from '#contract/listening.ts'
import { listeningTokens } from '#providers/listening-token.ts'
import { aBrief } from './bridge.ts'

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
    hears: (message) =>
      vi.waitFor(() => {
        const isHeard = heard.some((one) => Object.entries(message).every(([name, value]) => Reflect.get(one, name) === value))
        if (!isHeard) throw new Error(`Not heard: ${JSON.stringify(message)} in ${JSON.stringify(heard)}`)
      }, 3_000),
    hint: (text) => socket.send(JSON.stringify({ type: 'hint', text } satisfies FromListener)),
    closes: () =>
      vi.waitFor(() => {
        if (code === undefined) throw new Error('The socket is still open')
        return code
      }, 3_000),
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
