// Viewers of the dashboard as the use cases meet them: what each was sent, and who has gone without a word.
import type { Push } from '#app/ports/viewers.ts'
import { PushedEvent } from '#contract/events.ts'
import { apiKeysIn } from '#store/api-keys.ts'
import { viewersIn } from '#store/connections.ts'
import { openTable } from '#store/dynamo.ts'
import { playEngine } from './engine.ts'
import { ringmasterTable } from './table.ts'

let names = 0

export const playViewers = () => {
  const engine = playEngine()
  const table = openTable(ringmasterTable.tableName, { clock: engine.clock, random: Math.random })
  const [viewers, apiKeys] = [viewersIn(table, engine.clock), apiKeysIn(table)]
  const sent: { to: string; event: PushedEvent }[] = []
  const gone = new Set<string>()
  const cutOff: string[] = []
  /** What the deployment's secret holds. */
  const secretKeys: string[] = []
  const push: Push = async (to, event) => {
    if (gone.has(to)) return false
    // Whatever is sent is what the contract promises.
    sent.push({ to, event: PushedEvent.parse(event) })
    return true
  }
  return {
    ...engine,
    ports: {
      ...{ ...engine.ports, apiKeys, viewers, push, deploymentKeys: async () => secretKeys },
      cutOff: async (connectionId: string) => void cutOff.push(connectionId),
    },
    secretKeys,
    cutOff,
    gone,
    sent,
    /** A name that no other test uses. */
    viewer: (name: string) => `${name}-${++names}`,
    /** What was sent to one viewer: the names of the events. */
    heard: (viewer: string): string[] => sent.filter(({ to }) => to === viewer).map(({ event }) => event.event),
    last: (viewer: string): PushedEvent | undefined => sent.findLast(({ to }) => to === viewer)?.event,
  }
}
