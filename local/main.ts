// `npm start`: the whole system on this machine, the example campaign, and the page.
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Api, createApi } from '#contract/client.ts'
import { buildDashboard } from './dashboard.ts'
import { audit } from './run/audit.ts'
import { endings } from './run/endings.ts'
import { firstRejects, readContactsFile, type Started, startExample } from './run/example-campaign.ts'
import { type Flags, helpText, readFlags, UsageError } from './run/flags.ts'
import { followCampaign } from './run/follow-campaign.ts'
import { type Output, takeOutput } from './run/output.ts'
import { type RunningSystem, startSystem } from './run/start-system.ts'
import { synthesize } from './synth.ts'

const root = resolve(import.meta.dirname, '..')
/** Data of runs, and caches that can be made again. */
const home = resolve(root, '.ringmaster')
const dataDir = resolve(home, 'data')

class Crash extends Error {}

const startAll = async (flags: Flags, output: Output, ends: ReturnType<typeof endings>, onCrash: (what: string) => void) => {
  const { say, log } = output
  if (flags.fresh) rmSync(dataDir, { recursive: true, force: true })
  const cache = { root, cacheDir: resolve(home, 'cache'), log: say }
  const [templateDir, dashboardDir] = await Promise.all([synthesize(cache), buildDashboard(cache)])
  const onSpeed = (effective: number): void => log(`the clock runs at speed ${effective.toFixed(1)}: the machine is busy`)
  const { port, speed, seed } = flags
  return startSystem({ root, dataDir, templateDir, dashboardDir, port, speed, seed, log, onSpeed, onCrash, endings: ends })
}

/** The campaign of this run, or the newest one that is still at work. */
const chooseCampaign = async (api: Api, flags: Flags, file: Buffer | undefined): Promise<Partial<Started>> => {
  if (file) return startExample(api, flags, file)
  const { items } = await api('listCampaigns', {})
  const atWork = items.find(({ state }) => state === 'active' || state === 'pausing' || state === 'stopping')
  return atWork ? { campaign: atWork } : {}
}

const providerCalls = ({ twilio }: RunningSystem, campaignId: string) => {
  const campaign = campaignId.slice('cmp_'.length)
  return twilio.calls().flatMap(({ sid, statusCallback = '' }) => {
    const [, attemptId] = /(att_[0-9A-Za-z]+_[0-9a-f]+_\d+)/.exec(statusCallback) ?? []
    return attemptId?.startsWith(`att_${campaign}_`) ? [{ sid, attemptId }] : []
  })
}

const run = async (flags: Flags, output: Output, ends: ReturnType<typeof endings>): Promise<number> => {
  const startedMs = performance.now()
  const file = flags['no-example'] ? undefined : await readContactsFile(flags.contacts)
  const crashed = Promise.withResolvers<never>()
  const stop = new AbortController()
  ends.add('the progress line', () => stop.abort())
  const system = await startAll(flags, output, ends, (what) => crashed.reject(new Crash(`${what} ended by itself; everything else was shut down`)))
  const api = createApi({ fetch: (url, init) => fetch(`${system.url}${url}`, init) })
  output.say(`Ringmaster is at ${system.url}/ (log: ${resolve(home, 'ringmaster.log')})`)

  const work = async (): Promise<number> => {
    const { campaign, imported } = await chooseCampaign(api, flags, file)
    if (imported && imported.rejected > 0) output.say(`${imported.rejected} of ${imported.rows} rows cannot be called: ${firstRejects(imported)}`)
    if (imported && imported.duplicates > 0) output.say(`${imported.duplicates} rows are duplicates of others`)
    if (!campaign) {
      output.say('No campaign is at work.')
      return flags.once ? 0 : await crashed.promise
    }
    const ended = await followCampaign(campaign.id, { api, speed: system.clock.speed, output: output.terminal, signal: stop.signal })
    const { provider, drift } = await audit(api, ended, providerCalls(system, ended.id))
    for (const words of drift) output.say(`A counter is wrong: ${words}`)
    const { id: campaignId, state, stats } = ended
    const summary = { campaignId, state, totalContacts: stats.totalContacts, rejected: imported?.rejected ?? 0, stats, provider }
    const elapsedMs = Math.round(performance.now() - startedMs)
    output.say(`${provider.calls} calls, ${provider.duplicates} made twice, ${provider.orphans} unknown to one side`)
    if (flags.json) output.result(JSON.stringify({ ...summary, elapsedMs }))
    if (!flags.once) return await crashed.promise
    return drift.length + provider.duplicates + provider.orphans === 0 ? 0 : 1
  }
  return Promise.race([work(), crashed.promise])
}

const main = async (): Promise<number> => {
  const flags = readFlags(process.argv.slice(2))
  if (flags.help) {
    console.log(helpText())
    return 0
  }
  const output = takeOutput(resolve(home, 'ringmaster.log'), { quiet: flags.json === true })
  const ends = endings(output.log)
  const finish = async (code: number): Promise<never> => {
    await ends.run()
    await output.close()
    process.exit(code)
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void finish(0))
  process.on('unhandledRejection', (error) => output.log(`unhandled: ${error instanceof Error ? error.stack : error}`))
  try {
    return await finish(await run(flags, output, ends))
  } catch (error) {
    output.log(error instanceof Error ? (error.stack ?? error.message) : String(error))
    await ends.run()
    throw error
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    process.exit(error instanceof UsageError ? 2 : 1)
  },
)
