// `npm run smoke`: whether a running system, of this machine or deployed, does what it promises.
import { complaintOf, EXIT } from '../cli/complaint.ts'
import { type Connection, connectionTo, isThisMachine } from '../cli/connection.ts'
import { leaveWith, ownShell } from '../cli/own-shell.ts'
import type { Shell } from '../cli/shell.ts'
import { readFlags, type SmokeFlags } from './flags.ts'
import { type Step, type Trial, tryOut } from './steps.ts'
import { FICTIONAL, testCampaign } from './test-campaign.ts'
import { viewing } from './viewing.ts'

type Told = { name: string; ms: number; isDone: boolean; answer: string }

const stepsOf =
  (told: Told[], print: (line: string) => void): Step =>
  async (name, work) => {
    const startedMs = performance.now()
    const note = (isDone: boolean, answer: string): void => {
      const ms = Math.round(performance.now() - startedMs)
      told.push({ name, ms, isDone, answer })
      print(`${isDone ? 'ok    ' : 'FAILED'} ${String(ms).padStart(6)} ms  ${name}${isDone ? `: ${answer}` : ''}`)
    }
    try {
      const answer = await work()
      note(true, answer)
      return answer
    } catch (error) {
      note(false, String(error))
      throw error
    }
  }

type Reported = { told: Told[]; shell: Shell; isJson: boolean }

const report = (url: string, { told, shell, isJson }: Reported): void => {
  const isDone = told.length > 0 && told.every((step) => step.isDone)
  if (isJson) shell.print(JSON.stringify({ url, ok: isDone, steps: told }))
  else if (isDone) shell.print(`All ${told.length} steps succeeded.`)
}

const smoke = async (flags: SmokeFlags, connection: Connection, shell: Shell): Promise<number> => {
  const { url, api } = connection
  const { interrupted: signal } = shell
  const told: Told[] = []
  const mayRing = flags.number !== undefined || isThisMachine(url)
  shell.tell(`${url}${mayRing ? '' : ': nobody is rung (--number +… names a telephone that may be)'}`)
  const trial: Trial = {
    ...{ api, signal, mayRing, number: flags.number ?? FICTIONAL },
    campaign: testCampaign({ mayRing, nowMs: Date.now() }),
    view: (campaignId) => viewing({ api, campaignId, signal }),
  }
  try {
    await tryOut(trial, stepsOf(told, flags.isJson ? shell.tell : shell.print))
    return EXIT.done
  } catch (error) {
    const { words } = complaintOf(error, connection)
    shell.tell(`${shell.paint('red', 'Error:')} ${signal.aborted ? 'interrupted' : words}`)
    return EXIT.failed
  } finally {
    report(url, { told, shell, isJson: flags.isJson })
  }
}

const main = async (args: readonly string[], shell: Shell): Promise<number> => {
  try {
    const flags = readFlags(args, shell.env)
    if (typeof flags !== 'string') return await smoke(flags, connectionTo(flags, shell), shell)
    shell.print(flags)
    return EXIT.done
  } catch (error) {
    const { words, code } = complaintOf(error, { url: '', hasKey: false })
    shell.tell(`${shell.paint('red', 'Error:')} ${words}`)
    return code
  }
}

leaveWith(await main(process.argv.slice(2), ownShell()))
