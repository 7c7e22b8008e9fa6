// Brings a listener to the task that holds the call: the upgrade is asked for once more there, then bytes are passed both ways unread.
import { request as ask, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Timing } from '../timing.ts'
import { answer, type Upgrade } from '../upgrade.ts'

/** Within one network, to a process that answers in milliseconds. */
const ANSWER_MS = 3_000

const switching = ({ rawHeaders }: IncomingMessage): string => {
  const lines: string[] = []
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) lines.push(`${rawHeaders[i]}: ${rawHeaders[i + 1]}`)
  return ['HTTP/1.1 101 Switching Protocols', ...lines, '\r\n'].join('\r\n')
}

/** When one side goes, the other is of no use. A slow reader holds back its sender, which then drops audio. */
const pipe = (from: Duplex, to: Duplex): void => {
  from.on('error', () => to.destroy())
  from.on('close', () => to.destroy())
  from.pipe(to)
}

type Parts = {
  /** Of the task that holds the call: http://10.17.0.5:8080. */
  address: string
  timing: Timing
  /** With which status the listener was refused. */
  onRefused: (status: number) => void
}

export const relay = (upgrade: Upgrade, { address, timing, onRefused }: Parts): void => {
  const { request, socket, head } = upgrade
  const asking = ask(new URL(request.url ?? '/', address), { headers: request.headers })
  const cancel = timing.after(ANSWER_MS, () => asking.destroy(new Error('no answer in time')))
  const refuse = (status: number): void => {
    cancel()
    onRefused(status)
    answer(upgrade, status)
  }
  asking.on('upgrade', (response, upstream, first) => {
    cancel()
    socket.write(switching(response))
    socket.write(first)
    upstream.write(head)
    pipe(socket, upstream)
    pipe(upstream, socket)
  })
  asking.on('response', (response) => {
    response.resume()
    refuse(response.statusCode ?? 502)
  })
  asking.on('error', () => refuse(502))
  socket.on('close', () => asking.destroy())
  asking.end()
}
