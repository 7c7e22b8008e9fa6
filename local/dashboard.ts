// Builds the dashboard for one machine, and keeps it until one of its sources changes.
import { globSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { cachedFolder } from './cached-folder.ts'

export type DashboardOptions = {
  /** The repository. */
  root: string
  cacheDir: string
  log: (line: string) => void
}

const SOURCES = ['dashboard/**/*', 'functions/contract/**/*', 'package.json', 'package-lock.json']

const sourcesIn = (root: string): string[] => globSync(SOURCES, { cwd: root }).filter((file) => statSync(join(root, file)).isFile())

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

/** Gives the directory of the built page. */
export const buildDashboard = ({ root, cacheDir, log }: DashboardOptions): Promise<string> =>
  cachedFolder({
    kind: 'dashboard',
    ...{ root, cacheDir, files: sourcesIn(root) },
    make: (outDir) => {
      log('Building the dashboard (it is kept until its sources change)')
      return runVite(root, outDir)
    },
  })
