// The bundles of the functions and of the bridge, as a synthesis writes them, with the environment that the template gives each function.
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { cachedFolder } from '../../local/cached-folder.ts'
import type { LocalTable } from '../../local/system.ts'
import { synthesize, writeAssembly } from '../../local/template/synth.ts'
import { readSystem } from '../../local/template/template.ts'
import { openTemplates } from '../../local/template/templates.ts'
import { ROOT } from './repository.ts'
import { BRIDGE_URL, PUBLIC_URL } from './surroundings.ts'

export type Bundles = {
  /** By the function's name without stage. */
  of: (name: string) => { file: string; environment: Record<string, string> }
  tables: LocalTable[]
  region: string
  /** The one file in the bridge's image. */
  bridge: string
}

const SOURCES = ['infra/**/*.ts', 'functions/**/*.ts', 'media-bridge/**/*', 'cdk.json', 'package-lock.json']
const ADDRESSES = { api: PUBLIC_URL, socket: 'wss://socket.ringmaster.test', bridgeHost: new URL(BRIDGE_URL).host }
const cache = { root: ROOT, cacheDir: join(ROOT, '.ringmaster', 'cache') }

const writtenAt = (path: string): number => statSync(join(ROOT, path), { throwIfNoEntry: false })?.mtimeMs ?? 0

/** What `npm run synth` has written, unless something has changed since; a bundle is the same in each stage. */
const bundled = async (): Promise<string> => {
  const files = globSync(SOURCES, { cwd: ROOT }).filter((path) => statSync(join(ROOT, path)).isFile())
  const synthesizedAt = writtenAt('cdk.out/manifest.json')
  if (files.every((path) => writtenAt(path) < synthesizedAt)) return join(ROOT, 'cdk.out')
  const make = (outDir: string) => writeAssembly({ root: ROOT, outDir, stage: 'local', hasBundles: true })
  return cachedFolder({ ...cache, kind: 'bundles', files, make })
}

const nameIn = (functionName: string): string => functionName.replace(/^ringmaster-[a-z]+-/, '')

export const synthesizedBundles = async (): Promise<Bundles> => {
  const outDir = await bundled()
  const { tables, region, functions } = readSystem(await synthesize({ ...cache, log: () => {} }), ADDRESSES)
  const environments = new Map(functions.map(({ name, environment }) => [nameIn(name), environment]))
  const templates = openTemplates(outDir, ADDRESSES)
  const files = new Map(
    templates.ofType('AWS::Lambda::Function').map((resource) => {
      const asset = templates.read(resource, z.string(), 'Code', 'S3Key').replace(/\.zip$/, '')
      return [nameIn(templates.nameOf(resource)), join(outDir, `asset.${asset}`, 'index.mjs')]
    }),
  )
  const [bridge = ''] = globSync('asset.*/dist/main.mjs', { cwd: outDir })
  return {
    ...{ tables, region, bridge: join(outDir, bridge) },
    of(name) {
      const [file, environment] = [files.get(name), environments.get(name)]
      if (file === undefined || !environment) throw new Error(`No function ${name} was synthesized`)
      return { file, environment }
    },
  }
}
