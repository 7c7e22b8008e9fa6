// Installs what is missing before `npm start` or `npm test`. Runs on whatever node the host has, so it is plain JavaScript without dependencies.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

const lock = 'package-lock.json'
// npm writes this file last, so an interrupted install leaves it absent or old.
const installed = 'node_modules/.package-lock.json'
const isCurrent = existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs

if (!isCurrent) {
  process.stderr.write('Installing dependencies (once, about a minute)…\n')
  const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (npm.status !== 0) {
    process.stderr.write('npm install failed (its message is above). Check the network and the disk, then run the command again.\n')
    process.exit(1)
  }
}
