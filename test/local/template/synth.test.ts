import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { synthesize } from '../../../local/template/synth.ts'

// A repository whose app writes what it was given; it fails while a file says so, which is no source.
const APP = `
  import { existsSync, writeFileSync } from 'node:fs'
  writeFileSync(process.env.CDK_OUTDIR + '/cdk.out', '')
  if (existsSync('broken')) throw new Error('The stack has no table')
  writeFileSync(process.env.CDK_OUTDIR + '/manifest.json', process.env.CDK_CONTEXT_JSON)
`

let folder: string
let root: string
let cacheDir: string
let lines: string[]

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringmaster-synth-'))
  root = join(folder, 'repository')
  cacheDir = join(folder, 'cache')
  lines = []
  write('package.json', '{"type":"module"}')
  write('cdk.json', '{"app":"node infra/app.ts","context":{"flag":true}}')
  write('infra/app.ts', APP)
  write('functions/contract/routes.ts', '')
  write('functions/env/all.ts', '')
  write('node_modules/aws-cdk-lib/package.json', '{"version":"1.0.0"}')
  write('node_modules/constructs/package.json', '{"version":"1.0.0"}')
})
afterEach(() => rmSync(folder, { recursive: true }))

const run = () => synthesize({ root, cacheDir, log: (line) => lines.push(line) })

test('synthesizes the local stage with the flags of cdk.json, without bundling', async () => {
  const outDir = await run()
  expect(JSON.parse(readFileSync(join(outDir, 'manifest.json'), 'utf8'))).toEqual({
    flag: true,
    'aws:cdk:bundling-stacks': [],
    stage: 'local',
  })
  expect(lines).toEqual(['Synthesizing the template (it is kept until infra or the contract change)'])
})

test.each([
  'infra/deeper/stack.ts',
  'functions/contract/routes.ts',
  'functions/env/all.ts',
  'cdk.json',
  'node_modules/aws-cdk-lib/package.json',
])('is made anew when %s has changed, and the old one is removed', async (path) => {
  const before = await run()
  write(path, '{ }')
  const after = await run()
  expect(after).not.toBe(before)
  expect(readdirSync(cacheDir).map((name) => join(cacheDir, name))).toEqual([after])
})

test('says what the app complained about, and takes nothing unfinished for finished', async () => {
  write('broken', '')
  await expect(run()).rejects.toThrow(/infra\/app\.ts ended with 1\n[\s\S]*The stack has no table/)
  expect(readdirSync(cacheDir)).toEqual([])
  rmSync(join(root, 'broken'))
  expect(existsSync(join(await run(), 'manifest.json'))).toBe(true)
})
