// Who watches a topic and may still hear of it.

import type { Watcher } from '#app/ports/viewers.ts'
import type { Ports } from '#app/ports.ts'
import { keyWorks } from './socket.ts'

export type AudiencePorts = Pick<Ports, 'apiKeys' | 'cutOff' | 'deploymentKeys' | 'log' | 'viewers'>

/**
 * Whoever says nothing is looked at when there is something to tell: a key that was revoked hears no further event, and a token's
 * subscriptions end with it. A key is looked up once, however many watch with it.
 */
export const audienceOf = ({ apiKeys, cutOff, deploymentKeys, log, viewers }: AudiencePorts) => {
  const known = new Map<string, Promise<boolean>>()
  /** Whom nobody can look up hears on: others must not miss what there is to tell. */
  const stillWorks = (principal: string): Promise<boolean> =>
    keyWorks({ apiKeys, deploymentKeys }, principal).catch((error: unknown) => {
      log.warn('viewer.not-looked-up', { principal, error })
      return true
    })
  const mayHear = ({ principal }: Watcher): Promise<boolean> => {
    if (principal === undefined) return Promise.resolve(true)
    const works = known.get(principal) ?? stillWorks(principal)
    known.set(principal, works)
    return works
  }
  const end = async ({ connectionId }: Watcher): Promise<void> => {
    await viewers.disconnect(connectionId)
    // Nothing is told to it any more in any case.
    await cutOff(connectionId).catch((error: unknown) => log.warn('viewer.not-cut-off', { connectionId, error }))
  }
  return async (topic: string): Promise<string[]> => {
    const watchers = await Promise.all((await viewers.of(topic)).map(async (watcher) => ({ watcher, hears: await mayHear(watcher) })))
    await Promise.all(watchers.filter(({ hears }) => !hears).map(({ watcher }) => end(watcher)))
    return watchers.filter(({ hears }) => hears).map(({ watcher }) => watcher.connectionId)
  }
}
