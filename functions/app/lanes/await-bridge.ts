// A deployment may keep no task of the bridge while nobody is called: a run waits for the first one before it dials.

import { type AccountPorts, changeAccount } from '#app/account/change-account.ts'
import type { BridgeRoom } from '#app/ports/bridge.ts'
import type { Ports } from '#app/ports.ts'

export type SleepyBridge = {
  room: BridgeRoom
  /** Tells the deployment that a task is wanted; as often as it likes. */
  wake: () => void
}

type Needs = AccountPorts & Pick<Ports, 'log'>

/** What wakes it takes up to two minutes to hear of it, and a task one to start. Beyond that something is wrong with it. */
const PATIENCE_MS = 5 * 60_000
/** Who asks so much later asks about another night. */
const ANOTHER_MS = 30 * 60_000

/**
 * True while it is worth waiting: one that is full is awake, and gets further tasks by its load. Calls that are placed without it are put
 * through by the agent itself, as whenever the bridge has no room.
 */
export const bridgeIsComing = async (ports: Needs, { room, wake }: SleepyBridge): Promise<boolean> => {
  const found = await room()
  if (found.kind !== 'none') {
    // It may fall asleep again at any time: whoever then finds it so waits anew.
    await changeAccount(ports, ({ bridgeAwaitedMs }) => (bridgeAwaitedMs === undefined ? undefined : { bridgeAwaitedMs: undefined }))
    return false
  }
  wake()
  const now = ports.clock.machine()
  const isPast = (since: number | undefined): boolean => since === undefined || now - since > ANOTHER_MS
  const { after } = await changeAccount(ports, ({ bridgeAwaitedMs: since }) => (isPast(since) ? { bridgeAwaitedMs: now } : undefined))
  if (now - (after.bridgeAwaitedMs ?? now) < PATIENCE_MS) return true
  ports.log.warn('bridge.not-awake', { why: found.why })
  return false
}
