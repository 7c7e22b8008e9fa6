import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { asyncApiDocument } from '#contract/asyncapi/document.ts'
import { openApiDocument } from '#contract/openapi/document.ts'
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

test('the API’s documents are a bundle of their own, so that no start reads what makes them', async () => {
  const directory = join(folder, 'api')
  buildFunction('functions/handlers/api.ts', directory)
  const makes = readdirSync(directory).filter((file) => readFileSync(join(directory, file), 'utf8').includes('json-schema.org/draft'))
  expect(makes).toEqual(['documents.mjs'])
  const { openApi, asyncApi } = await import(pathToFileURL(join(directory, 'documents.mjs')).href)
  expect(JSON.parse(JSON.stringify(openApi()))).toEqual(JSON.parse(JSON.stringify(openApiDocument())))
  expect(JSON.parse(JSON.stringify(asyncApi()))).toEqual(JSON.parse(JSON.stringify(asyncApiDocument())))
})

test('a source that cannot be built fails the synthesis', () => {
  const source = write('broken.ts', `import { nothing } from './nothing.ts'; export const handler = nothing`)
  expect(() => buildModule(source, join(folder, 'broken.mjs'))).toThrow('./nothing.ts')
})
