// `export ID`: what came of a campaign, as a file.
import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as rest } from 'node:timers/promises'
import { ExportFormat, type ExportWithFile } from '#contract/export.ts'
import { type Command, campaignIdIn, type Given, type Invocation } from '../command.ts'
import { EXIT } from '../complaint.ts'
import { Mistake } from '../mistake.ts'
import type { Shell } from '../shell.ts'

const POLL_MS = 500
/** In place of a file: standard output. */
const STANDARD_OUTPUT = '-'

/** As it is asked for, else as the file's name ends. */
const formatIn = (given: Given): ExportFormat => {
  const asked = given.text('format')
  const read = ExportFormat.safeParse(asked ?? /\.(\w+)$/.exec(given.text('output') ?? '')?.[1])
  if (read.success) return read.data
  if (asked === undefined) return 'csv'
  throw new Mistake(`There is no format “${asked}”: it is one of ${ExportFormat.options.join(', ')}.`)
}

const written = async (begun: ExportWithFile, { connection: { api }, shell }: Invocation): Promise<ExportWithFile> => {
  const params = { id: begun.campaignId, exportId: begun.id }
  for (let found = begun; ; found = await api('getExport', { params, signal: shell.interrupted })) {
    if (found.state === 'done' && found.file) return found
    if (found.state === 'failed') throw new Error(`The export failed: ${found.problem ?? 'nobody knows why'}`)
    await rest(POLL_MS, undefined, { signal: shell.interrupted })
  }
}

/** Under another name until it is whole. */
const fetchInto = async (url: string, file: string, { fetch, interrupted: signal }: Shell): Promise<void> => {
  const answer = await fetch(url, { signal })
  if (!answer.ok || !answer.body) throw new Error(`The file could not be fetched (${answer.status}).`)
  if (file === STANDARD_OUTPUT) return pipeline(Readable.fromWeb(answer.body), process.stdout, { end: false, signal })
  const part = `${file}.part`
  try {
    await pipeline(Readable.fromWeb(answer.body), createWriteStream(part), { signal })
    renameSync(part, file)
  } finally {
    rmSync(part, { force: true })
  }
}

export const exportCommand: Command = {
  argument: 'ID',
  summary: 'write a campaign’s contacts, and what came of them, into a file',
  about: ['Waits until the file is made. The file is <ID>.<format> in this folder unless --output names another; - is standard output.'],
  options: {
    format: { kind: 'text', value: 'FORMAT', help: `${ExportFormat.options.join(', ')} (as the output’s name ends, else csv)` },
    output: { kind: 'text', short: 'o', value: 'FILE', help: 'where to' },
    force: { kind: 'flag', help: 'write over a file that is there' },
  },
  examples: ['npx ringmaster export cmp_01JD0000000000000000000001 -o results.xlsx'],
  async run(invocation) {
    const { argument, connection, given, shell, isJson } = invocation
    const id = campaignIdIn(argument)
    const format = formatIn(given)
    const output = given.text('output') ?? `${id}.${format}`
    const path = output === STANDARD_OUTPUT ? output : resolve(shell.folder, output)
    if (isJson && path === STANDARD_OUTPUT)
      throw new Mistake('The file and JSON cannot both be on standard output: name a file with --output.')
    if (path !== STANDARD_OUTPUT && existsSync(path) && !given.has('force'))
      throw new Mistake(`${output} is there already. --force writes over it.`)
    const begun = await connection.api('createExport', { params: { id }, body: { format }, signal: shell.interrupted })
    const done = await written(begun, invocation)
    await fetchInto(done.file?.url ?? '', path, shell)
    shell.tell(`${done.rows} contacts`)
    if (isJson) shell.print(JSON.stringify({ ...done, path }))
    else if (path !== STANDARD_OUTPUT) shell.print(output)
    return EXIT.done
  },
}
