import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { buildFunction, buildModule } from '../../infra/bundle.ts'

const folder = mkdtempSync(join(tmpdir(), 'ringmaster-bundle-'))
afterAll(() => rmSync(folder, { recursive: true }))

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

test('a source becomes one module with its dependencies, even those that require the modules of Node', async () => {
  write('old.cjs', `const { sep } = require('node:path'); class TooOld extends Error {} module.exports = { sep, TooOld }`)
  const source = write(
    'source.ts',
    `import old from './old.cjs'; export const handler = (): string[] => [old.sep, new old.TooOld().constructor.name]`,
  )
  buildModule(source, join(folder, 'asset', 'index.mjs'))
  expect(readdirSync(join(folder, 'asset'))).toEqual(['index.mjs'])
  const { handler } = await import(pathToFileURL(join(folder, 'asset', 'index.mjs')).href)
  expect(handler()).toEqual(['/', 'TooOld'])
})

test('what a function imports only when it needs it is beside it, and is not read at its start', async () => {
  write('large.ts', `Object.assign(globalThis, { largeIsRead: true }); export const size = 42`)
  const source = write('lazy.ts', `export const handler = async (): Promise<number> => (await import('./large.ts')).size`)
  buildFunction(source, join(folder, 'function'))
  expect(readdirSync(join(folder, 'function')).length).toBeGreaterThan(1)
  const { handler } = await import(pathToFileURL(join(folder, 'function', 'index.mjs')).href)
  expect(globalThis).not.toHaveProperty('largeIsRead')
  expect(await handler()).toBe(42)
  expect(globalThis).toHaveProperty('largeIsRead')
})

test('a source that cannot be built fails the synthesis', () => {
  const source = write('broken.ts', `import { nothing } from './nothing.ts'; export const handler = nothing`)
  expect(() => buildModule(source, join(folder, 'broken.mjs'))).toThrow('./nothing.ts')
})
