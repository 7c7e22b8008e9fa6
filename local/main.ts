// `npm start`: the whole system on this machine, the example campaign, and the page.
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { createApi } from '#contract/client.ts'
import { buildDashboard } from './dashboard.ts'
import { liveWorld } from './live/live-world.ts'
import { bundledBridge } from './run/bundled-bridge.ts'
import { type Endings, endings } from './run/endings.ts'
import { readContactsFile } from './run/example-campaign.ts'
import { type Flags, helpText, readFlags, UsageError } from './run/flags.ts'
import { takeLock } from './run/lock.ts'
import { type Output, takeOutput } from './run/output.ts'
import { ownKey } from './run/own-key.ts'
import { assertFree } from './run/port.ts'
import { runCampaigns } from './run/run-campaigns.ts'
import { simulatedWorld } from './run/simulated-world.ts'
import { type RunningSystem, startSystem } from './run/start-system.ts'
import { tellWhereabouts } from './run/whereabouts.ts'
import { synthesize } from './template/synth.ts'

const root = resolve(import.meta.dirname, '..')
/** Caches that can be made again, shared by all runs. */
const cacheDir = resolve(root, '.ringmaster', 'cache')
/** Data and log of this run and those before it: elsewhere for runs that must not see each other's. */
const home = resolve(process.env.RINGMASTER_HOME ?? resolve(root, '.ringmaster'))
/** Of people who are made up, and of real ones: nothing of one is ever seen in the other. */
const dataDirOf = ({ live }: Flags): string => resolve(home, live ? 'live' : 'data')
const logFile = resolve(home, 'ringmaster.log')

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
const codeOf = (error: unknown): number => (error instanceof UsageError ? 2 : 1)

type Run = { flags: Flags; output: Output; ends: Endings; onCrash: (reason: string) => void }

type Started = { system: RunningSystem; words: readonly string[] }

const startAll = async ({ flags, output, ends, onCrash }: Run, apiKey: string): Promise<Started> => {
  const { say } = output
  const world = flags.live ? await liveWorld({ flags, apiKey, envFile: resolve(root, '.env'), say }) : simulatedWorld(flags, apiKey)
  const dataDir = dataDirOf(flags)
  if (flags.fresh) rmSync(dataDir, { recursive: true, force: true })
  const cache = { root, cacheDir, log: say }
  const [templateDir, dashboardDir] = await Promise.all([synthesize({ ...cache, stage: world.stage }), buildDashboard(cache)])
  const bridgeProgram = flags.bundle ? await bundledBridge(root, cacheDir) : 'media-bridge/main.ts'
  const onSpeed = (effective: number): void =>
    output.log(`the clock runs at speed ${effective.toFixed(1)} of ${world.speed}: the machine is busy`)
  const told = { log: output.log, onSpeed, onCrash, endings: ends }
  const system = await startSystem({ ...world, root, dataDir, templateDir, dashboardDir, bridgeProgram, port: flags.port, ...told })
  return { system, words: world.words(system.providers) }
}

/** The exit code, once there is nothing left to do; serves for ever unless `--once`. */
const run = async (options: Run): Promise<number> => {
  const { flags, output, ends } = options
  const startedMs = performance.now()
  const file = flags['no-example'] ? undefined : await readContactsFile(flags.contacts)
  await assertFree(flags.port)
  const { key, file: keyFile, madeNow } = ownKey(home)
  const { system, words } = await startAll(options, key)
  ends.add('the word of where it is', tellWhereabouts(home, system.whereabouts))
  output.say(`Ringmaster is at ${system.url}/ (log: ${logFile})`)
  output.say(`Its API needs no key on this machine; programs that show one find it in ${keyFile}`)
  if (madeNow) output.say(`It was made just now: ${key}`)
  for (const line of words) output.say(line)
  output.say(`Lists go to s3://${system.inbox.bucket}/inbox/ with AWS_CONFIG_FILE=${system.inbox.configFile}`)

  const api = createApi({ fetch: (url, init) => fetch(`${system.url}${url}`, init) })
  const stop = new AbortController()
  ends.add('the progress line', () => stop.abort())
  const code = await runCampaigns({ api, flags, file, system, output, startedMs, signal: stop.signal })
  return flags.once ? code : await new Promise<never>(() => {})
}

/** 128 and the signal's number, as shells have it. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const
/** One Ctrl-C reaches this process twice: from the terminal, and passed on by npm. */
const SAME_MS = 500

/** The first signal asks everything to end in order, the second is obeyed at once: the guards end the child processes. */
const onSignals = (end: (code: number) => void): void => {
  let firstMs: number | undefined
  const hear = (code: number): void => {
    if (firstMs !== undefined && performance.now() - firstMs > SAME_MS) process.exit(code)
    firstMs ??= performance.now()
    end(code)
  }
  process.on('SIGINT', () => hear(SIGNALS.SIGINT))
  process.on('SIGTERM', () => hear(SIGNALS.SIGTERM))
}

const main = async (): Promise<number> => {
  const flags = readFlags(process.argv.slice(2))
  if (flags.help) {
    console.log(helpText())
    return 0
  }
  const lock = takeLock(home)
  const output = takeOutput(logFile, { quiet: flags.json === true })
  const ends = endings(output.log)
  const interrupted = Promise.withResolvers<number>()
  onSignals((code) => interrupted.resolve(flags.once ? code : 0))
  const onCrash = (reason: string): void => interrupted.reject(new Error(`${reason} · Everything else was shut down; see ${logFile}.`))
  process.on('uncaughtException', (error) => interrupted.reject(error))
  try {
    return await Promise.race([run({ flags, output, ends, onCrash }), interrupted.promise])
  } catch (error) {
    output.log(error instanceof Error ? (error.stack ?? error.message) : String(error))
    output.complain(wordsOf(error))
    return codeOf(error)
  } finally {
    await ends.run()
    await output.close()
    lock.release()
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${wordsOf(error)}\n`)
    process.exit(codeOf(error))
  },
)
