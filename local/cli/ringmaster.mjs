#!/usr/bin/env node
// `npx ringmaster`: the command-line client on Node 24, whatever node the host has. Plain JavaScript without dependencies: it also runs before anything is installed.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

if (!existsSync(node)) {
  const { status } = spawnSync(process.execPath, [join(root, 'local', 'install.mjs')], { cwd: root, stdio: ['ignore', 2, 2] })
  if (status !== 0) process.exit(1)
}

const child = spawn(node, [join(root, 'local', 'cli', 'main.ts'), ...process.argv.slice(2)], { stdio: 'inherit' })
// Ctrl-C reaches the child by itself; a signal that is sent to this process alone would not.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => {
  process.stderr.write(`Node 24 could not be started: ${error.message}. Run npm install in ${root}.\n`)
  process.exit(1)
})
/** 128 and the signal's number, as shells have it. */
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
