// The bridge as its container runs it: one file, made by the deployment's own bundler.
import { execFile } from 'node:child_process'
import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Resolves to the file. A process of its own: the bundler's libraries are large, and only this one minute of a run needs them. */
export const bundledBridge = async (root: string, cacheDir: string): Promise<string> => {
  const file = join(cacheDir, 'bridge', 'main.mjs')
  const unfinished = join(cacheDir, 'bridge', `main.${process.pid}.mjs`)
  await promisify(execFile)(process.execPath, ['infra/bundle-bridge.ts', unfinished], { cwd: root })
  // Another run may be about to read it: it is there as a whole or not at all.
  await rename(unfinished, file)
  return file
}
