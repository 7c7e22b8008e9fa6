import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type PageFile, publishPage } from '../../../infra/deploy/publish-page.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringmaster-page-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (...paths: string[]): void => {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), path)
  }
}

const published = async (): Promise<PageFile[]> => {
  const files: PageFile[] = []
  await publishPage(async (file) => void files.push(file), { directory: folder, config: { access: 'key' } })
  return files
}

test('without a built page nothing is published', async () => {
  await expect(published()).rejects.toThrow('There is no built page')
})

test('what a page asks for is there before the page, and only files named after their content are kept by browsers', async () => {
  write('index.html', 'api/docs/index.html', 'api/docs/start.js', 'assets/main-1a2b.js', 'favicon.svg')
  const files = await published()
  expect(files.slice(-2).map(({ key }) => key)).toEqual(expect.arrayContaining(['index.html', 'api/docs/index.html']))
  expect(Object.fromEntries(files.map(({ key, contentType, cacheControl }) => [key, [contentType, cacheControl]]))).toEqual({
    'config.json': ['application/json', 'no-cache'],
    'index.html': ['text/html; charset=utf-8', 'no-cache'],
    'api/docs/index.html': ['text/html; charset=utf-8', 'no-cache'],
    'api/docs/start.js': ['text/javascript; charset=utf-8', 'no-cache'],
    'assets/main-1a2b.js': ['text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    'favicon.svg': ['image/svg+xml', 'no-cache'],
  })
})

test('the page is told how people get in', async () => {
  write('index.html')
  const [config] = await published()
  expect(config?.body.toString()).toBe('{"access":"key"}')
})
