import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { cachedFolder } from '../../local/cached-folder.ts'

let folder: string
let cacheDir: string
let made: number

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringmaster-cached-'))
  cacheDir = join(folder, 'cache')
  made = 0
  writeFileSync(join(folder, 'source'), 'one')
})
afterEach(() => rmSync(folder, { recursive: true }))

const make = async (outDir: string) => {
  made += 1
  writeFileSync(join(outDir, 'result'), readFileSync(join(folder, 'source')))
}
const run = (overrides: Partial<Parameters<typeof cachedFolder>[0]> = {}) =>
  cachedFolder({ kind: 'page', cacheDir, root: folder, files: ['source'], make, ...overrides })

test('is made once as long as no source has changed', async () => {
  expect(await run()).toBe(await run())
  expect(made).toBe(1)
})

test('is made anew when a source has changed, and the old one is removed; those of another kind stay', async () => {
  const other = await run({ kind: 'template' })
  const before = await run()
  writeFileSync(join(folder, 'source'), 'two')
  const after = await run()
  expect(readFileSync(join(after, 'result'), 'utf8')).toBe('two')
  expect(existsSync(before)).toBe(false)
  expect(existsSync(other)).toBe(true)
})

test('is not taken for finished when its making failed', async () => {
  await expect(run({ make: () => Promise.reject(new Error('no compiler')) })).rejects.toThrow('no compiler')
  expect(readdirSync(cacheDir)).toEqual([])
  expect(existsSync(join(await run(), 'result'))).toBe(true)
})

test('leaves one that another process is at work on, and removes what a killed one left long ago', async () => {
  const directory = await run()
  renameSync(directory, `${directory}.young`)
  mkdirSync(`${directory}.old`)
  utimesSync(`${directory}.old`, 0, 0)
  expect(await run()).toBe(directory)
  expect(existsSync(`${directory}.young`)).toBe(true)
  expect(existsSync(`${directory}.old`)).toBe(false)
})

test('is the one that another process finished meanwhile', async () => {
  const directory = await run({
    make: async (outDir) => {
      await run()
      await make(outDir)
    },
  })
  expect(readdirSync(cacheDir).map((name) => join(cacheDir, name))).toEqual([directory])
})
