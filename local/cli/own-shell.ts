// The shell of this very process.
import { styleText } from 'node:util'
import type { Shell } from './shell.ts'

/** One Ctrl-C reaches this process twice: from the terminal, and passed on by the program that has started it. */
const SAME_MS = 500

/** The first signal is told to whoever waits for something, the second is obeyed at once. */
const interruption = (): AbortSignal => {
  const controller = new AbortController()
  let firstMs: number | undefined
  const hear = (signal: NodeJS.Signals): void => {
    if (firstMs !== undefined && performance.now() - firstMs > SAME_MS) process.exit(1)
    firstMs ??= performance.now()
    controller.abort(signal)
  }
  process.on('SIGINT', hear)
  process.on('SIGTERM', hear)
  return controller.signal
}

export const ownShell = (): Shell => {
  const { stdout, stderr } = process
  // Whoever reads along may have read enough: `| head`.
  stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))
  return {
    env: process.env,
    folder: process.cwd(),
    fetch: (url, init) => fetch(url, init),
    print: (text) => void stdout.write(`${text}\n`),
    tell: (line) => {
      // On a terminal the progress line may stand there.
      stderr.write(`${stderr.isTTY ? '\r\u001b[2K' : ''}${line}\n`)
    },
    // A terminal that nobody has given a size says 0.
    terminal: { isTTY: stderr.isTTY === true, columns: stderr.columns || 120, write: (text) => stderr.write(text) },
    // Looks at NO_COLOR, FORCE_COLOR and whether anybody sees it.
    paint: (look, text) => styleText(look, text, { stream: look === 'red' ? stderr : stdout }),
    interrupted: interruption(),
  }
}

/** Once everything that was printed has left. */
export const leaveWith = (code: number): void => {
  process.stdout.write('', () => process.exit(code))
}
