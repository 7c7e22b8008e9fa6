import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { buildDashboard } from '../../local/dashboard.ts'

const REPOSITORY = join(import.meta.dirname, '..', '..')

let folder: string
let root: string
let cacheDir: string
let lines: string[]

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringmaster-dashboard-'))
  root = join(folder, 'repository')
  cacheDir = join(folder, 'cache')
  lines = []
  write('package.json', '{"type":"module","imports":{"#contract/*":"./functions/contract/*"}}')
  write('functions/contract/greeting.ts', "export const greeting: string = 'good morning'")
  write('dashboard/vite.config.ts', 'export default { root: import.meta.dirname }')
  write('dashboard/index.html', '<!doctype html><script type="module" src="/main.ts"></script>')
  write('dashboard/main.ts', "import { greeting } from '#contract/greeting.ts'\ndocument.title = greeting")
})
afterEach(() => rmSync(folder, { recursive: true }))

const run = () => buildDashboard({ root, cacheDir, log: (line) => lines.push(line) })

const scriptOf = (directory: string): string =>
  readdirSync(join(directory, 'assets'))
    .filter((name) => name.endsWith('.js'))
    .map((name) => readFileSync(join(directory, 'assets', name), 'utf8'))
    .join('\n')

test('builds the page together with the contract', async () => {
  const directory = await run()
  expect(readFileSync(join(directory, 'index.html'), 'utf8')).toContain('/assets/')
  expect(scriptOf(directory)).toContain('good morning')
  expect(lines).toEqual(['Building the dashboard (it is kept until its sources change)'])
})

test.each(['dashboard/features/new.ts', 'functions/contract/greeting.ts', 'package.json'])(
  'is made anew when %s has changed, and the old one is removed',
  async (path) => {
    const before = await run()
    write(
      path,
      path.endsWith('.json') ? '{"imports":{"#contract/*":"./functions/contract/*"},"private":true}' : 'export const greeting = 1',
    )
    const after = await run()
    expect(after).not.toBe(before)
    expect(readdirSync(cacheDir).map((name) => join(cacheDir, name))).toEqual([after])
  },
)

test('says what cannot be built, and takes nothing unfinished for finished', async () => {
  write('dashboard/main.ts', "import './missing.ts'")
  await expect(run()).rejects.toThrow(/missing\.ts/)
  expect(readdirSync(cacheDir)).toEqual([])
})

test('leaves NODE_ENV as it was', async () => {
  const before = process.env.NODE_ENV
  await run()
  expect(process.env.NODE_ENV).toBe(before)
})

test('the real page is built for production, with nothing inline that a content security policy would refuse', async () => {
  const directory = await buildDashboard({ root: REPOSITORY, cacheDir, log: () => {} })
  for (const name of ['index.html', 'campaign.html', 'page.html', 'wall.html']) {
    const html = readFileSync(join(directory, name), 'utf8')
    expect(html).not.toMatch(/<style|\sstyle=|<script(?![^>]*\ssrc=)/)
    expect(html).not.toMatch(/https?:\/\//)
    const files = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(([, file = '']) => file)
    expect(files.filter((file) => !existsSync(join(directory, file)))).toEqual([])
    expect(new Set(files).size).toBe(files.length)
    expect(files.some((file) => file.includes('/campaign-'))).toBe(name === 'campaign.html')
    // What is seen first needs the style and no script.
    expect(html.search(/rel="stylesheet"/)).toBeLessThan(html.search(/<script|rel="(?:module)?preload"/))
    const scripts = [...html.matchAll(/<script [^>]*>|<link rel="modulepreload"[^>]*>/g)].map(([tag]) => tag)
    expect(scripts.filter((tag) => !tag.includes('fetchpriority="low"'))).toEqual([])
  }
  expect(existsSync(join(directory, 'favicon.svg'))).toBe(true)
  expect(scriptOf(directory)).not.toContain('jsxDEV')
})
