// How big the API is, and how quick it starts, beside a bundle of the DynamoDB client alone.
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { buildSync } from 'esbuild'
import { buildFunction, repository } from '../../../infra/bundle.ts'
import { spreadOf } from './spread.ts'

const run = promisify(execFile)
/** Each in a process of its own, in turn, so that both meet the same machine. */
const STARTS = 15

const CLIENT = `import { DynamoDBClient } from '@aws-sdk/client-dynamodb'\nexport const client = new DynamoDBClient({ region: 'us-east-1' })\n`

const minify = (directory: string, outdir: string): void => {
  const entryPoints = readdirSync(directory).map((name) => join(directory, name))
  const outExtension = { '.js': '.mjs' }
  buildSync({ entryPoints, outdir, outExtension, minify: true, format: 'esm', target: 'node24', platform: 'node', logLevel: 'error' })
}

const STATIC_IMPORT = /(?:^|[;}\s])(?:import|export)\s*(?:[\w*${}\s,]+from\s*)?["']\.\/([^"']+)["']/g

/** The files that are read at a start: the first one, and what it imports at once. */
const readAtStart = (directory: string): string[] => {
  const files = new Set(['index.mjs'])
  // A set gives what is added to it while it is gone through.
  for (const file of files) {
    const text = readFileSync(join(directory, file), 'utf8')
    for (const [, name = ''] of text.matchAll(STATIC_IMPORT)) files.add(name)
  }
  return [...files]
}

const sizes = (directory: string) => {
  const size = (file: string): number => statSync(join(directory, file)).size
  const sum = (files: readonly string[]): number => files.reduce((all, file) => all + size(file), 0)
  return { atStart: sum(readAtStart(directory)), whole: sum(readdirSync(directory)) }
}

const importMs = async (directory: string): Promise<number> => {
  const file = JSON.stringify(`file://${join(directory, 'index.mjs')}`)
  const script = `const began = performance.now(); await import(${file}); process.stdout.write(String(performance.now() - began))`
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script])
  return Number(stdout)
}

const startsOf = async (directories: readonly string[]): Promise<number[][]> => {
  const times = directories.map((): number[] => [])
  for (let i = 0; i < STARTS; i += 1) for (const [n, directory] of directories.entries()) times[n]?.push(await importMs(directory))
  return times
}

const ratio = (one: number[], other: number[]): number => Math.round((spreadOf(one).p50 / spreadOf(other).p50) * 100) / 100

/** `directory`: inside the repository, since the client is looked for from there. */
export const measureBundle = async (directory: string) => {
  const places = { api: join(directory, 'api'), client: join(directory, 'client') }
  const minified = { api: join(directory, 'api-min'), client: join(directory, 'client-min') }
  const entry = join(directory, 'client.ts')
  writeFileSync(entry, CLIENT)
  buildFunction('functions/handlers/api.ts', places.api)
  buildFunction(entry.slice(repository.length + 1), places.client)
  minify(places.api, minified.api)
  minify(places.client, minified.client)
  const [api = [], client = [], apiMin = [], clientMin = []] = await startsOf([places.api, places.client, minified.api, minified.client])
  return {
    bytes: { deployed: sizes(places.api), minified: sizes(minified.api), dynamoDbClientMinified: sizes(minified.client) },
    coldImportMs: {
      deployed: { api: spreadOf(api), dynamoDbClient: spreadOf(client), ratio: ratio(api, client) },
      minified: { api: spreadOf(apiMin), dynamoDbClient: spreadOf(clientMin), ratio: ratio(apiMin, clientMin) },
    },
  }
}
