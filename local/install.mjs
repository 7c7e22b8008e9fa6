// Installs what is missing before `npm start`, `npm test` or `npm run check`. Runs on whatever node the host has, so it is plain JavaScript without dependencies.
import { spawnSync } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'

const lock = 'package-lock.json'
// npm writes this file last, so an interrupted install leaves it absent or old.
const installed = 'node_modules/.package-lock.json'
const isCurrent = existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs
const shell = process.platform === 'win32'

const giveUp = (message) => {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}

if (!isCurrent) {
  process.stderr.write('Installing dependencies (once, about a minute)…\n')
  // Also where NODE_ENV is production: everything that runs here is a development dependency.
  const npm = spawnSync('npm', ['install', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: ['ignore', 2, 2],
    shell,
  })
  if (npm.status !== 0) giveUp('npm install failed (its message is above). Check the network and the disk, then run the command again.')
}

// The package's install script fetches the binary, and npm can be told to run no scripts.
const { stdout } = spawnSync('node_modules/.bin/node', ['--version'], { encoding: 'utf8', shell })
const version = (stdout ?? '').trim()
if (!(Number(/^v(\d+)\./.exec(version)?.[1]) >= 24))
  giveUp(
    `Node 24 is needed in node_modules, and ${version || 'none'} is there: npm was probably told to run no install scripts. Run: npm rebuild node esbuild --ignore-scripts=false`,
  )
