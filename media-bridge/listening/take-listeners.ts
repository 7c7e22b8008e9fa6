// From an upgrade to a listener: its pass is checked, the call is found, here or at another task, and the pass is used up there.
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { ListeningDesk, ListeningPass, ListeningTokens } from '#app/ports/listening.ts'
import { lineOver, SOCKET_OPTIONS } from '../line.ts'
import { errorFields, type Log } from '../log.ts'
import type { Timing } from '../timing.ts'
import { accept, answer, type Upgrade } from '../upgrade.ts'
import type { Audience } from './audience.ts'
import type { LiveCalls } from './live-calls.ts'
import { relay } from './relay.ts'

export type ListeningPorts = {
  desk: ListeningDesk
  passes: () => Promise<Pick<ListeningTokens, 'verify'>>
  timing: Timing
  log: Log
}

type Parts = {
  ports: ListeningPorts
  calls: LiveCalls
  /** As the ledger knows this task; undefined: there is no other. */
  heldAt: string | undefined
  /** The connection is a listener's now. */
  onAdmitted: (socket: Duplex) => void
}

export type Listeners = {
  take(upgrade: Upgrade): void
  /** Those that are here are sent away. */
  close(): void
}

export const isListener = ({ request }: Upgrade): boolean => request.url?.startsWith('/listen/') ?? false

const PATH = /^\/listen\/([\w.-]{1,500})$/
/** A hint has 500 characters. */
const MAX_PAYLOAD = 4 * 1024
/** Of this task, also those that it relays: each costs up to a hundred small writes a second. */
const PLACES = 32

export const takeListeners = ({ ports, calls, heldAt, onAdmitted }: Parts): Listeners => {
  const { desk, passes, timing, log } = ports
  const sockets = new WebSocketServer({ ...SOCKET_OPTIONS, noServer: true, clientTracking: false, maxPayload: MAX_PAYLOAD })
  const taken = new Set<Duplex>()

  const refuse = (upgrade: Upgrade, { callId }: Pick<ListeningPass, 'callId'>, status: number): void => {
    log('WARN', 'listener.refused', { attemptId: callId, status })
    answer(upgrade, status)
  }

  const seat = async (upgrade: Upgrade, pass: ListeningPass, audience: Audience): Promise<void> => {
    if (!audience.hasPlace()) return refuse(upgrade, pass, 503)
    if (!(await desk.spend(pass))) return refuse(upgrade, pass, 409)
    const socket = accept(sockets, upgrade)
    if (socket) audience.join(lineOver(socket, timing))
  }

  const take = async (upgrade: Upgrade): Promise<void> => {
    const token = PATH.exec(upgrade.request.url ?? '')?.[1]
    const pass = token === undefined ? undefined : (await passes()).verify(token)
    // Anybody can send these, as many as they like: not logged.
    if (!pass) return answer(upgrade, 401)
    if (taken.size >= PLACES) return refuse(upgrade, pass, 503)
    onAdmitted(upgrade.socket)
    taken.add(upgrade.socket)
    upgrade.socket.once('close', () => taken.delete(upgrade.socket))
    const here = calls.audienceOf(pass.callId)
    if (here) return await seat(upgrade, pass, here)
    const there = await desk.whereIs(pass.callId)
    // The call is over, or what the ledger knows is an address that this task has inherited.
    if (there === undefined || there === heldAt) return refuse(upgrade, pass, 410)
    relay(upgrade, {
      address: there,
      timing,
      onRefused: (status) => log('WARN', 'listener.refused', { attemptId: pass.callId, status, relayed: true }),
    })
  }

  return {
    take(upgrade) {
      upgrade.socket.on('error', () => upgrade.socket.destroy())
      take(upgrade).catch((error: unknown) => {
        log('ERROR', 'listener.failed', errorFields(error))
        answer(upgrade, 503)
      })
    },
    close() {
      for (const socket of taken) socket.destroy()
    },
  }
}
