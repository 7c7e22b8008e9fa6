// Keeps a folder that is made from sources until one of them changes.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

export type CachedFolderOptions = {
  /** The folder's name begins with it. */
  kind: string
  cacheDir: string
  /** The repository. */
  root: string
  /** The sources, relative to the repository. */
  files: string[]
  make: (outDir: string) => Promise<void>
}

const HOUR_MS = 3_600_000

const hashOf = (root: string, files: string[]): string => {
  const hash = createHash('sha256')
  for (const file of files.toSorted())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0')
  return hash.digest('hex').slice(0, 16)
}

const removeOld = (cacheDir: string, kind: string, name: string): void => {
  for (const entry of readdirSync(cacheDir)) {
    const path = join(cacheDir, entry)
    // Another process may be at work on one that is young.
    const isUnfinished = entry.includes('.') && statSync(path).mtimeMs > Date.now() - HOUR_MS
    if (entry.startsWith(`${kind}-`) && entry !== name && !isUnfinished) rmSync(path, { recursive: true, force: true })
  }
}

export const cachedFolder = async ({ kind, cacheDir, root, files, make }: CachedFolderOptions): Promise<string> => {
  const name = `${kind}-${hashOf(root, files)}`
  const outDir = join(cacheDir, name)
  if (existsSync(outDir)) return outDir

  mkdirSync(cacheDir, { recursive: true })
  // Renamed at the end: a run that is killed leaves nothing that looks finished.
  const unfinished = mkdtempSync(`${outDir}.`)
  try {
    await make(unfinished)
    if (!existsSync(outDir)) renameSync(unfinished, outDir)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
  removeOld(cacheDir, kind, name)
  return outDir
}
