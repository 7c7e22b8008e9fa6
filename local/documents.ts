// `npm run openapi` and `npm run asyncapi`: the API's documents, to standard output or to the file that is named.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { asyncApiDocument } from '#contract/asyncapi/document.ts'
import { openApiDocument } from '#contract/openapi/document.ts'
import { strictly } from './strictly.ts'

const DOCUMENTS = { openapi: openApiDocument, asyncapi: asyncApiDocument } as const
const kind = process.argv[2] === 'asyncapi' ? 'asyncapi' : 'openapi'
const command = `npm run ${kind}`

const HELP = `${command} -- [FILE]

Writes the API's ${kind === 'openapi' ? 'OpenAPI' : 'AsyncAPI'} document to the file; without one to standard output.`

const readFile = (): { isHelp: boolean; file: string | undefined } => {
  const options = { help: { type: 'boolean', default: false } } as const
  const { values, positionals } = parseArgs({ args: process.argv.slice(3), options, allowPositionals: true })
  if (positionals.length > 1) throw new Error('There is one document, so name one file')
  return { isHelp: values.help, file: positionals[0] }
}

try {
  const { isHelp, file } = strictly(command, readFile)
  const text = isHelp ? `${HELP}\n` : `${JSON.stringify(DOCUMENTS[kind](), null, 2)}\n`
  if (isHelp || file === undefined) process.stdout.write(text)
  else writeFileSync(file, text)
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error))
  process.exitCode = 2
}
