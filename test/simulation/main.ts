// `npm run sim`: the engine under seeded faults, or its mutants.
import { type Flags, HELP, readFlags, UsageError } from './flags.ts'
import { catchMutant, MUTANTS } from './mutants/run-mutants.ts'
import { createReport } from './report.ts'
import { runSeed } from './seeds/run-seed.ts'
import { type Deployment, readDeployment } from './world/deployment.ts'

const DEFAULT_SEEDS = 100
/** How often somebody who waits is told that it goes on. */
const TOLD_EVERY = 100
const CACHE = '.ringmaster/cache'

const runSeeds = async (deployment: Deployment, { seeds = DEFAULT_SEEDS, from = 1, seed, profile, log, json }: Flags): Promise<boolean> => {
  const report = createReport(profile)
  const [first, last] = seed === undefined ? [from, from + seeds - 1] : [seed, seed]
  const startedAt = performance.now()
  for (let current = first; current <= last; current++) {
    report.add(await runSeed({ deployment, seed: current, profile, ...(log ? { print: console.log } : {}) }))
    if ((current - first + 1) % TOLD_EVERY === 0) console.error(`${current - first + 1} seeds${report.isClean() ? '' : ', not all clean'}`)
  }
  const summary = report.summary(Math.round((performance.now() - startedAt) / 100) / 10)
  for (const line of report.lines()) console.log(line)
  if (json) console.log(JSON.stringify(summary))
  else
    console.log(
      Object.entries(summary)
        .map(([name, value]) => `${name}: ${JSON.stringify(value)}`)
        .join('\n'),
    )
  return report.isClean()
}

const runMutants = async (deployment: Deployment, { json }: Flags): Promise<boolean> => {
  const by: Record<string, string> = {}
  for (const mutant of MUTANTS) {
    const caught = await catchMutant(deployment, mutant)
    if (caught.by === undefined) console.log(`${mutant.name} SURVIVES: ${mutant.drops}`)
    else {
      by[mutant.name] = caught.by
      console.log(`${mutant.name}: caught by ${caught.by} in seed ${caught.seed} (${caught.what})`)
    }
  }
  const caught = Object.keys(by).length
  console.log(json ? JSON.stringify({ mutants: MUTANTS.length, caught, by }) : `${caught} of ${MUTANTS.length} mutants are caught`)
  return caught === MUTANTS.length
}

const run = async (args: readonly string[]): Promise<number> => {
  const flags = readFlags(args)
  if (flags.help) {
    console.log(HELP)
    return 0
  }
  // The stack of an error that is part of the play costs more than the play: only a seed that is looked into gives them.
  if (flags.seed === undefined) Error.stackTraceLimit = 0
  const deployment = await readDeployment({ cacheDir: CACHE })
  return (await (flags.mutants ? runMutants : runSeeds)(deployment, flags)) ? 0 : 1
}

try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  console.error(error.message)
  process.exitCode = 2
}
