// Builds the dashboard for one machine, and keeps it until one of its sources changes.
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'

export type DashboardOptions = {
  /** The repository. */
  root: string
  cacheDir: string
  log: (line: string) => void
}

const SOURCES = ['dashboard/**/*', 'functions/contract/**/*', 'package.json', 'package-lock.json']
const HOUR_MS = 3_600_000

const hashOf = (root: string): string => {
  const files = globSync(SOURCES, { cwd: root }).filter((file) => statSync(join(root, file)).isFile())
  const hash = createHash('sha256')
  for (const file of files.toSorted())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex').slice(0, 16)
}

/** Vite builds for development when NODE_ENV says so, and sets it where it is not set: neither is wanted here. */
const inProduction = async (work: () => Promise<unknown>): Promise<void> => {
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    await work()
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
}

const runVite = (root: string, outDir: string): Promise<void> =>
  inProduction(() =>
    build({
      configFile: join(root, 'dashboard', 'vite.config.ts'),
      // Node reads the configuration by itself, so that no compiled copy of it is left in node_modules.
      configLoader: 'native',
      logLevel: 'silent',
      build: { outDir, emptyOutDir: true },
    }),
  )

const removeOld = (cacheDir: string, name: string): void => {
  for (const entry of readdirSync(cacheDir)) {
    const path = join(cacheDir, entry)
    // Another process may be at work on one that is young.
    const isUnfinished = entry.includes('.') && statSync(path).mtimeMs > Date.now() - HOUR_MS
    if (entry.startsWith('dashboard-') && entry !== name && !isUnfinished) rmSync(path, { recursive: true, force: true })
  }
}

/** Gives the directory of the built page. */
export const buildDashboard = async ({ root, cacheDir, log }: DashboardOptions): Promise<string> => {
  const name = `dashboard-${hashOf(root)}`
  const outDir = join(cacheDir, name)
  if (existsSync(outDir)) return outDir

  log('Building the dashboard (it is kept until its sources change)')
  mkdirSync(cacheDir, { recursive: true })
  // Renamed at the end: a run that is killed leaves nothing that looks finished.
  const unfinished = mkdtempSync(`${outDir}.`)
  try {
    await runVite(root, unfinished)
    if (!existsSync(outDir)) renameSync(unfinished, outDir)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
  removeOld(cacheDir, name)
  return outDir
}
