// A measured program in a process of its own: our bridge, or the bare relay.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { Listening, Usage } from './probe.ts'

export type ProgramName = 'our-bridge' | 'bare-relay'
export type Program = { port: number; usage(): Promise<Usage>; close(): void }

type Start = { agentUrl: string; certificateFile: string; joinMs: number }

export const startProgram = async (name: ProgramName, { agentUrl, certificateFile, joinMs }: Start): Promise<Program> => {
  const child = fork(join(import.meta.dirname, `${name}.ts`), {
    env: { ...process.env, AGENT_URL: agentUrl, JOIN_MS: String(joinMs), NODE_EXTRA_CA_CERTS: certificateFile },
    stdio: ['ignore', process.env.BENCH_LOG ? 'inherit' : 'ignore', 'inherit', 'ipc'],
  })
  const ended = once(child, 'exit').then(([code, signal]) => Promise.reject(new Error(`${name} ended with ${signal ?? code}`)))
  ended.catch(() => {})
  const said = (): Promise<unknown> => Promise.race([once(child, 'message').then(([message]) => message), ended])
  return {
    port: Listening.parse(await said()).port,
    async usage() {
      const answer = said()
      child.send('usage')
      return Usage.parse(await answer)
    },
    close: () => child.disconnect(),
  }
}
