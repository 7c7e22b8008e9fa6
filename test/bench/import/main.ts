// `npm run bench:import`: a list into the table, against a loop that only writes; or killed on the way, against one that was not.
import { parseBare, writeBare } from './bare.ts'
import { digestOf } from './digest.ts'
import { flags, HELP } from './flags.ts'
import { runImport } from './run-import.ts'
import { runSuppressions } from './run-suppressions.ts'
import { startBenchSurroundings } from './surroundings.ts'

const round = (value: number): number => Math.round(value * 100) / 100

const measure = async (rows: number) => {
  const imported = await runImport(rows)
  const parseSeconds = parseBare(rows)
  const bare = await writeBare(imported.campaign)
  const { rejected, duplicates, updated, imported: contacts } = imported.record
  return {
    ...{ rows, contacts, updated, duplicates, rejected },
    seconds: round(imported.seconds),
    rowsPerSecond: Math.round(rows / imported.seconds),
    bareItems: bare.items,
    bareWriteSeconds: round(bare.seconds),
    // For each item: the bare loop writes no more of them than tell.
    ratioToBareWrites: round(imported.seconds / contacts / (bare.seconds / bare.items)),
    barePapaparseSeconds: round(parseSeconds),
    maxRssMb: imported.maxRssMb,
  }
}

const kill = async (rows: number) => {
  const killAt = [0.25, 0.5, 0.75].map((part) => Math.floor(rows * part))
  const [whole, killed] = [await runImport(rows), await runImport(rows, { killAt })]
  const [expected, found] = [await digestOf(whole), await digestOf(killed)]
  if (expected !== found) process.exitCode = 1
  return { rows, killedAt: killAt, identical: expected === found, contacts: killed.record.imported, rejected: killed.record.rejected }
}

const suppress = async (rows: number) => {
  const { seconds, maxRssMb, record } = await runSuppressions(rows)
  const { suppressed, alreadySuppressed, rejected } = record
  return { rows, suppressed, alreadySuppressed, rejected, seconds: round(seconds), rowsPerSecond: Math.round(rows / seconds), maxRssMb }
}

const run = async (): Promise<void> => {
  const options = flags(process.argv.slice(2))
  if (options.help) return console.log(HELP)
  const work = options.suppressions ? suppress : options.kill ? kill : measure
  const surroundings = await startBenchSurroundings()
  try {
    console.log(JSON.stringify(await work(options.rows)))
  } finally {
    await surroundings.close()
  }
}

await run()
