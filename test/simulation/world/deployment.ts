// What CDK has synthesized, read once for all worlds: the state machine's program, and the functions' deadlines.
import { loadMachine } from '../../../local/steps/load.ts'
import { synthesize } from '../../../local/template/synth.ts'
import { readSystem } from '../../../local/template/template.ts'

const ADDRESSES = { api: 'http://127.0.0.1:1', socket: 'ws://127.0.0.1:2', bridgeHost: 'bridge.ringmaster.test' }

export type Deployment = Awaited<ReturnType<typeof readDeployment>>

/** The synthesis is kept in `cacheDir` until its sources change. */
export const readDeployment = async ({ root = process.cwd(), cacheDir }: { root?: string; cacheDir: string }) => {
  const system = readSystem(await synthesize({ root, cacheDir, log: () => {} }), ADDRESSES)
  return { system, program: loadMachine(system.machine) }
}
