// The curl lines of a page of the documentation, run as a person would run them: in bash, from the repository's folder.
import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { ROOT } from './repository.ts'

const run = promisify(execFile)

/** Where the documentation says that the system is. */
const DOCUMENTED = 'http://127.0.0.1:4400'

/** Whole blocks of shell with a curl in them. */
const blocksIn = (page: string): string[] =>
  [...page.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block).filter((block) => /\bcurl\b/.test(block))

/** Lines that stand in a table or a sentence. */
const spansIn = (page: string): string[] =>
  [...page.replace(/^```[\s\S]*?^```$/gm, '').matchAll(/`(curl [^`]+)`/g)].map(([, line = '']) => line.replaceAll('\\|', '|'))

export const documentedCommands = (path: string): { blocks: string[]; spans: string[] } => {
  const page = readFileSync(path, 'utf8')
  return { blocks: blocksIn(page), spans: spansIn(page) }
}

/**
 * What a person has besides curl; and curl itself, which here fails where the API refuses, says what it was asked, and takes the time
 * that a person takes between the upload of a list and the next line.
 */
const PRELUDE = `set -eo pipefail
jq() { "$NODE" -e 'console.log(JSON.parse(require("node:fs").readFileSync(0, "utf8"))[process.argv[1].slice(1)])' -- "$2"; }
uuidgen() { "$NODE" -p 'crypto.randomUUID()'; }
curl() {
  echo "curl $*" >&2
  command curl --fail-with-body "$@"
  if [[ " $* " == *" -T "* ]]; then
    for _ in {1..300}; do command curl -s "$API/campaigns/$ID/stats" | grep -q '"totalContacts":[1-9]' && return; sleep 0.2; done
    return 1
  fi
}
`

/** Resolves with the requests that were made, once all of them have succeeded. */
export const runCommands = async (commands: string, url: string): Promise<string[]> => {
  const script = `${PRELUDE}${commands.replaceAll(DOCUMENTED, url)}`
  const { stderr } = await run('bash', ['-c', script], { cwd: ROOT, env: { ...process.env, NODE: process.execPath } })
  return stderr.split('\n').filter((line) => line.startsWith('curl '))
}
