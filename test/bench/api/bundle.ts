// How big the API is, and how quick it starts and answers, beside a bundle of the DynamoDB client alone.
import { execFile } from 'node:child_process'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { buildSync } from 'esbuild'
import * as z from 'zod/mini'
import type { CampaignId } from '#contract/ids.ts'
import { campaignKey } from '#store/table.ts'
import { buildFunction, repository } from '../../../infra/bundle.ts'
import { apiEvent } from '../../support/lambda.ts'
import { spreadOf } from './spread.ts'

const run = promisify(execFile)
/** Each in a process of its own, in turn, so that both meet the same machine. */
const STARTS = 25

const CLIENT = `import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb'
const client = new DynamoDBClient({})
export const handler = ({ key: { PK, SK }, table: TableName }) => client.send(new GetItemCommand({ TableName, Key: { PK: { S: PK }, SK: { S: SK } } }))
`

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

/** Processor time: on a machine that others use too, the clock on the wall tells more of them than of this. */
const STARTED = `
const spent = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1_000 }
const began = spent()
const { handler } = await import(process.argv[1])
const loaded = spent()
await handler(JSON.parse(process.argv[2]))
process.stdout.write(JSON.stringify({ importMs: loaded - began, answerMs: spent() - began }))`
const Start = z.object({ importMs: z.number(), answerMs: z.number() })
type Start = z.infer<typeof Start>

type Bundle = { directory: string; event: object }

const startOnce = async ({ directory, event }: Bundle): Promise<Start> => {
  const file = `file://${join(directory, 'index.mjs')}`
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', STARTED, file, JSON.stringify(event)])
  return Start.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
}

const startsOf = async (bundles: readonly Bundle[]): Promise<Start[][]> => {
  const starts = bundles.map((): Start[] => [])
  for (let i = 0; i < STARTS; i += 1) for (const [n, bundle] of bundles.entries()) starts[n]?.push(await startOnce(bundle))
  return starts
}

const p50 = (times: number[]): number => spreadOf(times).p50

const besides = (api: readonly Start[], client: readonly Start[], of: keyof Start) => {
  const [ours, theirs] = [api, client].map((starts) => p50(starts.map((start) => start[of])))
  return { api: ours, dynamoDbClient: theirs, ratio: Math.round(((ours ?? 0) / (theirs ?? 1)) * 100) / 100 }
}

/** `directory`: inside the repository, since the client is looked for from there. `id`: of a campaign, which both ask for. */
export const measureBundle = async (directory: string, id: CampaignId) => {
  const places = { api: join(directory, 'api'), client: join(directory, 'client') }
  const minified = { api: join(directory, 'api-min'), client: join(directory, 'client-min') }
  const entry = join(directory, 'client.ts')
  writeFileSync(entry, CLIENT)
  buildFunction('functions/handlers/api.ts', places.api)
  buildFunction(entry.slice(repository.length + 1), places.client)
  minify(places.api, minified.api)
  minify(places.client, minified.client)
  const asked = { api: apiEvent('getCampaign', { params: { id } }), client: { key: campaignKey(id), table: process.env.TABLE_NAME } }
  const bundlesIn = ({ api, client }: typeof places): Bundle[] => [
    { directory: api, event: asked.api },
    { directory: client, event: asked.client },
  ]
  const [api = [], client = [], apiMin = [], clientMin = []] = await startsOf([...bundlesIn(places), ...bundlesIn(minified)])
  return {
    bytes: { deployed: sizes(places.api), minified: sizes(minified.api), dynamoDbClientMinified: sizes(minified.client) },
    coldImportMs: { deployed: besides(api, client, 'importMs'), minified: besides(apiMin, clientMin, 'importMs') },
    /** From nothing to the first campaign that is answered: what is loaded later is in it. */
    firstAnswerMs: { deployed: besides(api, client, 'answerMs'), minified: besides(apiMin, clientMin, 'answerMs') },
  }
}
