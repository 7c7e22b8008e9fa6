// A shell for commands of the client: what they print is kept, and the network is what a test says.
import type { Fetch } from '#contract/client.ts'
import { runCli } from '../../local/cli/cli.ts'
import type { Shell } from '../../local/cli/shell.ts'

const noNetwork: Fetch = async () => {
  throw new TypeError('Failed to fetch')
}

type Played = { env?: Record<string, string>; folder?: string; fetch?: Fetch; interrupted?: AbortSignal }

export const playShell = ({ env = {}, folder = '.', fetch = noNetwork, interrupted = new AbortController().signal }: Played = {}) => {
  const printed: string[] = []
  const told: string[] = []
  const drawn: string[] = []
  const shell: Shell = {
    // Never this machine's own key.
    env: { RINGMASTER_HOME: '/nowhere', ...env },
    ...{ folder, fetch, interrupted },
    print: (text) => void printed.push(text),
    tell: (line) => void told.push(line),
    terminal: { isTTY: false, columns: 120, write: (text) => drawn.push(text) },
    paint: (_, text) => text,
  }
  return { shell, printed, told, drawn, run: (...args: string[]) => runCli(args, shell) }
}
