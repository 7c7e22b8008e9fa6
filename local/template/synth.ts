// Synthesizes the template for one machine, and keeps it until one of its sources changes.
import { spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import * as z from 'zod'
import { cachedFolder } from '../cached-folder.ts'

export type SynthOptions = {
  /** The repository. */
  root: string
  cacheDir: string
  log: (line: string) => void
}

const SOURCES = ['infra/**/*.ts', 'functions/contract/**/*.ts', 'functions/env.ts', 'cdk.json']
const LIBRARIES = ['aws-cdk-lib', 'constructs']

const sourcesIn = (root: string): string[] => [
  ...globSync(SOURCES, { cwd: root }),
  ...LIBRARIES.map((library) => `node_modules/${library}/package.json`),
]

const CdkJson = z.object({ context: z.record(z.string(), z.unknown()).default({}) })

/** As `cdk synth` would, but without bundling: this machine runs the sources. */
const contextOf = (root: string): string => {
  const { context } = CdkJson.parse(JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')))
  return JSON.stringify({ ...context, 'aws:cdk:bundling-stacks': [], stage: 'local' })
}

const runApp = async (root: string, outDir: string): Promise<void> => {
  const child = spawn(process.execPath, ['infra/app.ts'], {
    cwd: root,
    // `npm run synth` checks the templates against CloudFormation's rules, which takes half of the time.
    env: { ...process.env, CDK_VALIDATION: 'false', CDK_OUTDIR: outDir, CDK_CONTEXT_JSON: contextOf(root) },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const { promise: exit, resolve, reject } = Promise.withResolvers<number | NodeJS.Signals | null>()
  child.once('error', reject)
  child.once('close', (code, signal) => resolve(code ?? signal))
  const [status, complaint] = await Promise.all([exit, text(child.stderr)])
  if (status !== 0) throw new Error(`The template cannot be synthesized: infra/app.ts ended with ${status}\n${complaint.trim()}`)
}

/** Gives the directory of the cloud assembly. */
export const synthesize = ({ root, cacheDir, log }: SynthOptions): Promise<string> =>
  cachedFolder({
    kind: 'synth',
    ...{ root, cacheDir, files: sourcesIn(root) },
    make: (outDir) => {
      log('Synthesizing the template (it is kept until infra or the contract change)')
      return runApp(root, outDir)
    },
  })
