// The linter refuses what would make a simulation see the machine's own time or chance. Each way to do so is planted once.
import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

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
const HARMLESS = ['export const given = new Date(5)', 'export const parsed = Date.parse("2026-03-02")', 'export const most = Math.max(1, 2)']

/** The lines that are refused when the text stands in that file. */
const refusedIn = (file: string, lines: readonly string[]): number[] => {
  const { stdout, stderr } = spawnSync('node_modules/.bin/biome', ['lint', `--stdin-file-path=${file}`, '--max-diagnostics=50'], {
    input: `${lines.join('\n')}\n`,
    encoding: 'utf8',
  })
  const told = [...`${stdout}${stderr}`.matchAll(/:(\d+):\d+ (?:plugin|lint\/style\/noRestrictedGlobals)/g)]
  return [...new Set(told.map(([, line]) => Number(line)))].sort((a, b) => a - b)
}

const all = PLANTED.map((_, i) => i + 1)

test.each(['functions/domain/planted.ts', 'functions/app/planted.ts', 'functions/store/planted.ts', 'media-bridge/planted.ts'])(
  'nothing of it may stand in %s',
  (file) => {
    expect(refusedIn(file, [...PLANTED, ...HARMLESS])).toEqual(all)
  },
)

test('the clock reads the machine’s own, and what is not deployed may do so too', () => {
  expect(refusedIn('functions/app/clock.ts', PLANTED)).toEqual([])
  expect(refusedIn('local/planted.ts', PLANTED)).toEqual([])
})
