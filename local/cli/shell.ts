// What a command has of the world around it: the environment, two outputs, the network, and Ctrl-C.
import type { Fetch } from '#contract/client.ts'
import type { Terminal } from '../run/progress.ts'

type Look = 'bold' | 'red'

export type Shell = {
  env: Readonly<Record<string, string | undefined>>
  /** Where paths of the command line begin. */
  folder: string
  fetch: Fetch
  /** What was asked for, on standard output. */
  print(text: string): void
  /** What is told beside it, on standard error. */
  tell(line: string): void
  /** Where progress is drawn: standard error. */
  terminal: Terminal
  /** Unchanged where nobody sees colours, or wants none. */
  paint(look: Look, text: string): string
  /** Aborted by the first Ctrl-C. */
  interrupted: AbortSignal
}
