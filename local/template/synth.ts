// Synthesizes the template for one machine, and keeps it until one of its sources changes.
import { spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import * as z from 'zod/mini'
import { cachedFolder } from '../cached-folder.ts'

type Stage = 'local' | 'live'

export type SynthOptions = {
  /** The repository. */
  root: string
  cacheDir: string
  /** `live`: real people are called from this machine. */
  stage?: Stage
  log: (line: string) => void
}

/** Neither name begins like the other: what is old is known by its beginning. */
const KINDS: Record<Stage, string> = { local: 'synth', live: 'live-synth' }

const SOURCES = ['infra/**/*.ts', 'functions/contract/**/*.ts', 'functions/env/**/*.ts', 'cdk.json']
const LIBRARIES = ['aws-cdk-lib', 'constructs']

const sourcesIn = (root: string): string[] => [
  ...globSync(SOURCES, { cwd: root }),
  ...LIBRARIES.map((library) => `node_modules/${library}/package.json`),
]

const CdkJson = z.object({ context: z._default(z.record(z.string(), z.unknown()), {}) })

type Assembly = {
  root: string
  outDir: string
  stage: Stage
  /** Absent: without, since this machine runs the sources. */
  hasBundles?: boolean
}

const contextOf = ({ root, stage, hasBundles = false }: Assembly): string => {
  const { context } = CdkJson.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')))
  return JSON.stringify({ ...context, ...(hasBundles ? {} : { 'aws:cdk:bundling-stacks': [] }), stage })
}

/** As `cdk synth` would. */
export const writeAssembly = async (assembly: Assembly): Promise<void> => {
  const { root, outDir } = assembly
  const child = spawn(process.execPath, ['infra/app.ts'], {
    cwd: root,
    // `npm run synth` checks the templates against CloudFormation's rules, which takes half of the time.
    env: { ...process.env, CDK_VALIDATION: 'false', CDK_OUTDIR: outDir, CDK_CONTEXT_JSON: contextOf(assembly) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const { promise: exit, resolve, reject } = Promise.withResolvers<number | NodeJS.Signals | null>()
  child.once('error', reject)
  child.once('close', (code, signal) => resolve(code ?? signal))
  const [status, complaint] = await Promise.all([exit, text(child.stderr)])
  if (status !== 0) throw new Error(`The template cannot be synthesized: infra/app.ts ended with ${status}\n${complaint.trim()}`)
}

/** Gives the directory of the cloud assembly. */
export const synthesize = ({ root, cacheDir, stage = 'local', log }: SynthOptions): Promise<string> =>
  cachedFolder({
    kind: KINDS[stage],
    ...{ root, cacheDir, files: sourcesIn(root) },
    make: (outDir) => {
      log('Synthesizing the template (it is kept until infra or the contract change)')
      return writeAssembly({ root, outDir, stage })
    },
  })
