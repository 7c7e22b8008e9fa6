// `npm run doctor`: is everything as it has to be, and if not, what is to be done?
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { strictly } from '../strictly.ts'
import { CHECKS } from './checks/all.ts'
import { examine } from './examine.ts'
import { accountsIn, type Examined, stageOf, thisMachine } from './patients.ts'
import { countOf, jsonOf, linesOf } from './report.ts'
import { lookAt } from './world.ts'

const HELP = `npm run doctor -- [flags]

  (none)             the system that npm start runs on this machine
  --stage dev        a deployed stage, with your AWS credentials
  --live             the accounts of .env at the real Twilio and ElevenLabs
  --countries US,GB  countries that are to be called (US)
  --env FILE         another file than .env
  --json             one JSON object

Exit codes: 0 nothing to mend; 1 something is; 2 nobody to examine, or a mistake on the command line.`

const root = resolve(import.meta.dirname, '../..')

const OPTIONS = {
  stage: { type: 'string' },
  live: { type: 'boolean', default: false },
  countries: { type: 'string', default: 'US' },
  env: { type: 'string', default: '.env' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const

const readFlags = () => strictly('npm run doctor', () => parseArgs({ options: OPTIONS })).values

const patientOf = ({ stage, live, countries, env }: ReturnType<typeof readFlags>): Examined => {
  const wanted = countries.toUpperCase().split(',')
  const wrong = wanted.find((country) => !/^[A-Z]{2}$/.test(country))
  if (wrong !== undefined) throw new Error(`${wrong} is no country: name them by two letters, --countries US,GB`)
  if (live && stage !== undefined) throw new Error('Choose one: --live is about .env, --stage about what is deployed')
  if (live) return accountsIn(env, wanted)
  if (stage !== undefined) return stageOf(root, stage, wanted)
  return thisMachine(resolve(process.env.RINGMASTER_HOME ?? resolve(root, '.ringmaster')), wanted)
}

const main = async (): Promise<number> => {
  const flags = readFlags()
  if (flags.help) {
    console.log(HELP)
    return 0
  }
  const look = lookAt(patientOf(flags))
  const results = await examine(CHECKS, look)
  const { name } = look.patient
  console.log(flags.json ? jsonOf(name, results) : linesOf(name, results).join('\n'))
  return countOf(results, 'fail') === 0 ? 0 : 1
}

main().then(
  // What still hangs on a network that does not answer is not waited for.
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error))
    process.exit(2)
  },
)
