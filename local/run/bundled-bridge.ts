// The bridge as its container runs it: one file, made by the deployment's own bundler.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Resolves to the file. A process of its own: the bundler's libraries are large, and only this one minute of a run needs them. */
export const bundledBridge = async (root: string, cacheDir: string): Promise<string> => {
  const file = join(cacheDir, 'bridge', 'main.mjs')
  await promisify(execFile)(process.execPath, ['infra/bundle-bridge.ts', file], { cwd: root })
  return file
}
