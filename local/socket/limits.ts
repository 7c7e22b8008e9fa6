// API Gateway's quotas on one connection: ten minutes without a message, two hours in all.
import type { OpenConnection } from './connections.ts'

export type SocketLimits = { idleMs: number; lifetimeMs: number }

export const LIMITS: SocketLimits = { idleMs: 10 * 60_000, lifetimeMs: 2 * 3_600_000 }

const GOING_AWAY = 1001

/** Closes the connection when it is due; returns what ends the watch. */
export const watchLimits = (open: OpenConnection, { idleMs, lifetimeMs }: SocketLimits): (() => void) => {
  const retire = (reason: string) => open.socket.close(GOING_AWAY, reason)
  const lifetime = setTimeout(retire, lifetimeMs, 'Connection duration limit')
  let idle: NodeJS.Timeout
  const watch = (ms: number): void => {
    idle = setTimeout(() => {
      const left = open.lastActiveAt + idleMs - Date.now()
      if (left > 0) watch(left)
      else retire('Going away')
    }, ms)
  }
  watch(idleMs)
  return () => {
    clearTimeout(lifetime)
    clearTimeout(idle)
  }
}
