// What hostile sockets do to live calls: the same calls in turn without them and while they come.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import * as z from 'zod/mini'
import type { Agent } from './agent.ts'
import { addedDelays, type Joining, quantile } from './figures.ts'
import type { Program } from './program.ts'
import { type Load, type Round, runRound } from './round.ts'

const Count = z.object({ opened: z.number(), closed: z.number() })

export type FloodFigures = {
  sockets: number
  /** Still connected at the end; the rest the bridge has sent away. */
  socketsHeld: number
  calmDelayMsP99: number
  delayMsP99: number
  framesLost: number
  callsLost: number
}

export const flood = async (
  program: Program,
  agent: Agent,
  load: Load & { sockets: number; turns: number; joining: Joining },
): Promise<FloodFigures> => {
  const calm: Round[] = []
  const flooded: Round[] = []
  let socketsHeld = 0
  for (let turn = 0; turn < load.turns; turn++) {
    calm.push(await runRound(program, agent, load))
    const crowd = startCrowd(program.port, load)
    flooded.push(await runRound(program, agent, load))
    socketsHeld = await crowd.leave()
  }
  return {
    sockets: load.sockets,
    socketsHeld,
    calmDelayMsP99: quantile(addedDelays(calm, load.joining), 0.99),
    delayMsP99: quantile(addedDelays(flooded, load.joining), 0.99),
    framesLost: flooded.reduce((sum, { framesLost }) => sum + framesLost, 0),
    callsLost: flooded.reduce((sum, { callsLost }) => sum + callsLost, 0),
  }
}

/** They come while the calls are measured, not before. */
const startCrowd = (port: number, { sockets, seconds }: { sockets: number; seconds: number }) => {
  const child = fork(join(import.meta.dirname, 'hostile.ts'), {
    env: { ...process.env, PORT: String(port), SOCKETS: String(sockets), SECONDS: String(seconds) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  return {
    async leave(): Promise<number> {
      const answer = once(child, 'message')
      child.send('count')
      const { opened, closed } = Count.parse((await answer)[0])
      child.disconnect()
      return opened - closed
    },
  }
}
