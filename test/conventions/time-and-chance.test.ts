// The linter refuses what would make a simulation see the machine's own time or chance. Each way to do so is planted once.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'

const PLANTED = [
  'export const at = Date.now()',
  'export const clock = { now: Date.now }',
  'export const day = new Date()',
  'export const dice = Math.random()',
  'export const chance = { random: Math.random }',
  'export const since = performance.now()',
  'setTimeout(() => {}, 5)',
  'setInterval(() => {}, 5)',
  'setImmediate(() => {})',
  "export * as timers from 'node:timers/promises'",
  "export * as machine from 'node:perf_hooks'",
]
const HARMLESS = [
  'export const given = new Date(5)',
  'export const parsed = Date.parse("2026-03-02")',
  'export const most = Math.max(1, 2)',
]

const folder = mkdtempSync(join(tmpdir(), 'ringmaster-lint-'))
afterAll(() => rmSync(folder, { recursive: true }))

const REFUSED_IN = ['functions/domain/planted.ts', 'functions/app/planted.ts', 'functions/store/planted.ts', 'media-bridge/planted.ts']
const ALLOWED_IN = ['functions/app/clock.ts', 'local/planted.ts']

/** The linter's own rules, over files that have nothing else wrong. Gives the refused lines of each. */
const refusals = (): Map<string, number[]> => {
  for (const file of ['biome.json', '.biome']) cpSync(file, join(folder, file), { recursive: true })
  for (const file of [...REFUSED_IN, ...ALLOWED_IN]) {
    mkdirSync(join(folder, dirname(file)), { recursive: true })
    writeFileSync(join(folder, file), `${[...PLANTED, ...HARMLESS].join('\n')}\n`)
  }
  const biome = resolve('node_modules/.bin/biome')
  const { stdout, stderr } = spawnSync(biome, ['lint', '--vcs-enabled=false', '--max-diagnostics=none', '.'], {
    cwd: folder,
    encoding: 'utf8',
  })
  const told = [...`${stdout}${stderr}`.matchAll(/^(\S+):(\d+):\d+ (?:plugin|lint\/style\/noRestrictedGlobals)/gm)]
  const lines = Map.groupBy(told, ([, file]) => file ?? '')
  return new Map([...lines].map(([file, matches]) => [file, [...new Set(matches.map(([, , line]) => Number(line)))].sort((a, b) => a - b)]))
}

const refused = refusals()

test.each(REFUSED_IN)('nothing of it may stand in %s', (file) => {
  expect(refused.get(file)).toEqual(PLANTED.map((_, i) => i + 1))
})

test.each(ALLOWED_IN)('it may stand in %s', (file) => {
  expect(refused.get(file)).toBeUndefined()
})
