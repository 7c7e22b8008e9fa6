// `npx ringmaster`: the command-line client.
import { runCli } from './cli.ts'
import { leaveWith, ownShell } from './own-shell.ts'

leaveWith(await runCli(process.argv.slice(2), ownShell()))
