// `npm run bench:bundles`: each function as it is deployed: how large it is, how long a fresh process takes to load it, and what that is beside the DynamoDB client alone.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { buildFunction, buildModule } from '../../../infra/bundle.ts'
import { commandLine } from '../../support/command-line.ts'

const HELP = `npm run bench:bundles
Prints a line for each function and the bridge: its size, and what it loads only later; how long a fresh process takes to load it; and both
beside a bundle of the DynamoDB client alone.`

/** Of several, the shortest: the others shared the machine with something. */
const LOADS = 5
commandLine('bench:bundles').noFlags(HELP)
const folder = mkdtempSync(join(tmpdir(), 'ringmaster-bundles-'))
const kb = (bytes: number): string => (bytes / 1_024).toFixed(0).padStart(7)

const LOADER = `const from = performance.now(); await import(process.argv[1]); console.log(performance.now() - from)`

const loadMs = (file: string): number => {
  const times = Array.from({ length: LOADS }, () => {
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', LOADER, file], {
      encoding: 'utf8',
      env: {},
    })
    if (status !== 0) throw new Error(`${file} could not be loaded: ${stderr}`)
    return Number(stdout.trim().split('\n').at(-1))
  })
  return Math.min(...times)
}

type Bundle = { name: string; file: string; bytes: number; gzipped: number; beside: number }

/** A module with those that it loads at once. */
const loadedWith = (file: string): string[] => {
  const parts = [...readFileSync(file, 'utf8').matchAll(/^(?:import|export)\b[^;]*?"(\.\/[^"]+\.mjs)";$/gm)]
  return [file, ...parts.flatMap(([, part = '']) => loadedWith(join(dirname(file), part)))]
}

const measured = (name: string, directory: string): Bundle => {
  const file = join(directory, 'index.mjs')
  const atOnce = [...new Set(loadedWith(file))].map((one) => readFileSync(one))
  const sum = (sizes: number[]): number => sizes.reduce((total, size) => total + size, 0)
  const bytes = sum(atOnce.map(({ length }) => length))
  const all = sum(readdirSync(directory).map((part) => statSync(join(directory, part)).size))
  return { name, file, bytes, gzipped: sum(atOnce.map((text) => gzipSync(text).length)), beside: all - bytes }
}

/** As it is deployed: what it needs at once, and beside it what it loads only when it is needed. */
const bundle = (name: string, source: string): Bundle => {
  const directory = join(folder, name)
  buildFunction(source, directory)
  return measured(name, directory)
}

const bridge = (): Bundle => {
  const directory = join(folder, 'bridge')
  buildModule('media-bridge/main.ts', join(directory, 'index.mjs'))
  return measured('media-bridge', directory)
}

try {
  const alone = bundle('the client alone', 'test/bench/bundles/client-alone.ts')
  const handlers = readdirSync('functions/handlers').map((file) => bundle(file.replace(/\.ts$/, ''), join('functions/handlers', file)))
  console.log(
    `${'bundle'.padEnd(24)}${'KiB'.padStart(7)}${'gzip'.padStart(7)}${'beside'.padStart(8)}${'× client'.padStart(10)}${'load ms'.padStart(9)}${'× client'.padStart(10)}`,
  )
  const size = ({ name, bytes, gzipped, beside }: Bundle): string =>
    `${name.padEnd(24)}${kb(bytes)}${kb(gzipped)} ${kb(beside)}${(bytes / alone.bytes).toFixed(2).padStart(10)}`
  const aloneMs = loadMs(alone.file)
  for (const one of [alone, ...handlers.toSorted((a, b) => b.bytes - a.bytes)]) {
    const ms = loadMs(one.file)
    console.log(`${size(one)}${ms.toFixed(0).padStart(9)}${(ms / aloneMs).toFixed(2).padStart(10)}`)
  }
  // To load it is to start it.
  console.log(size(bridge()))
} finally {
  rmSync(folder, { recursive: true })
}
