// `npm run bench:bridge`: calls over our bridge and over a bare relay, in turn; what each costs and what delay it adds.
import { rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAgent, type Tallies } from './agent.ts'
import { selfSigned } from './certificate.ts'
import { clearFiguresOf, compared, figuresOf, type Joining, NO_JOINING } from './figures.ts'
import { flags, HELP, type Transport } from './flags.ts'
import { flood } from './flood.ts'
import { startProgram } from './program.ts'
import { type Round, runRound } from './round.ts'

/** A program is compiled in its first minute under load, which a bridge does once in its life. */
const COMPILING_SECONDS = 40

/** Measured apart: what an agent takes back is lost by right. */
const INTERRUPTIONS = { seconds: 5, interruptMs: 500 }

type Options = ReturnType<typeof flags>

const measure = async (transport: Transport, options: Options) => {
  const { calls, seconds, roundSeconds, joinMs, chunkMs, agentDelayMs, isOursOnly, hostile } = options
  const certificate = selfSigned()
  const certificateFile = join(tmpdir(), `ringmaster-bench-${process.pid}.pem`)
  writeFileSync(certificateFile, certificate.cert)
  const book = new Map<number, Tallies>()
  const agent = await startAgent({ transport, certificate, readyMs: agentDelayMs, chunkMs, tallies: (call) => book.get(call) })
  const start = { agentUrl: agent.url, certificateFile, joinMs }
  const ours = await startProgram('our-bridge', start)
  const relay = isOursOnly ? undefined : await startProgram('bare-relay', start)

  const turns = Math.max(1, Math.round(seconds / roundSeconds))
  const load = { calls, seconds: seconds / turns, chunkMs, book }
  const rounds: Record<'ours' | 'relay', Round[]> = { ours: [], relay: [] }
  for (const program of [ours, relay]) if (program) await runRound(program, agent, { ...load, seconds: COMPILING_SECONDS })
  for (let turn = 0; turn < turns; turn++) {
    rounds.ours.push(await runRound(ours, agent, load))
    if (relay) rounds.relay.push(await runRound(relay, agent, load))
  }
  // Longer messages of the agent are not joined.
  const joining: Joining = { upMs: joinMs, downMs: chunkMs < joinMs ? joinMs : 0 }
  const clears = clearFiguresOf(await runRound(ours, agent, { ...load, ...INTERRUPTIONS }))
  const flooded = hostile > 0 ? await flood(ours, agent, { ...load, sockets: hostile, turns, joining }) : undefined

  ours.close()
  relay?.close()
  agent.close()
  rmSync(certificateFile)
  return {
    ...compared(figuresOf(rounds.ours, joining), relay && figuresOf(rounds.relay, NO_JOINING)),
    ...clears,
    ...(flooded && { hostile: flooded }),
  }
}

const run = async (): Promise<void> => {
  const options = flags(process.argv.slice(2))
  if (options.help) return console.log(HELP)
  const { calls, seconds, chunkMs, joinMs, transports, isJson } = options
  // Production's agent speaks TLS: its figures come first.
  const [first, second] = transports
  const figures = {
    ...{ calls, seconds, chunkMs, joinMs, agent: first },
    ...(await measure(first, options)),
    ...(second && { [second]: await measure(second, options) }),
  }
  if (isJson) console.log(JSON.stringify(figures))
  else console.dir(figures, { depth: 2 })
}

await run()
