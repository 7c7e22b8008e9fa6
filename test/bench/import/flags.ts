// The flags of `npm run bench:import`.
import { commandLine } from '../../support/command-line.ts'

export const HELP = `npm run bench:import -- [flags]

  --rows N         of the list (100000)
  --kill           kills the importer at 25, 50 and 75 % of the rows, and compares what it leaves with an import that nobody killed
  --suppressions   a list of numbers that nobody may call, in place of contacts
  --json           one line of JSON, which is what it prints anyway`

const { parse, whole } = commandLine('bench:import')

export const flags = (args: string[]) => {
  const { values } = parse({
    args,
    options: {
      rows: { type: 'string', default: '100000' },
      kill: { type: 'boolean', default: false },
      suppressions: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  return { ...values, rows: whole('rows', values.rows, 1) }
}
