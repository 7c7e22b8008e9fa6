// What the state machine invokes, and what looks after it.
import type { Bridge } from '../bridge.ts'
import { machineName } from '../campaign-machine.ts'
import { WAKE_FOLDER } from '../folders.ts'
import { Fn } from '../lambda.ts'
import * as may from '../permissions.ts'
import type { Around } from './around.ts'

export const engineFunctions = (around: Around, { bridge }: { bridge: Bridge }) => {
  const { config, env, rules, runs, scope, table, uploads } = around
  const { TABLE_NAME, MACHINE_ARN, BUCKET_NAME, PUBLIC_URL, TWILIO_SECRET_ID, SUPPRESSION_SALT_SECRET_ID } = env
  const { CALLS_PER_SECOND, CONCURRENT_CALLS, CONSENT } = rules

  const plan = new Fn(around, 'plan', {
    impact: 'Campaigns that are started or resumed do not begin to call.',
    environment: { TABLE_NAME, CALLS_PER_SECOND, CONCURRENT_CALLS, ...(bridge.sleeps ? { SLEEPING_BRIDGE_URL: bridge.readyUrl } : {}) },
    timeoutSeconds: 60,
    may: [may.queryIndex(table, 'due')],
  })

  const claimAndDial = new Fn(around, 'claim-and-dial', {
    impact: 'Campaigns stop dialling; live calls go on.',
    environment: {
      TABLE_NAME,
      MACHINE_ARN,
      TWILIO_SECRET_ID,
      PUBLIC_URL,
      SUPPRESSION_SALT_SECRET_ID,
      ...rules,
    },
    timeoutSeconds: 30,
    // It waits for Twilio and the table nearly all of its time, which is paid by the megabyte.
    memoryMiB: 256,
    may: [may.queryIndex(table, 'due'), may.startRuns(runs), may.endTurns(runs)],
  })

  const nextRun = new Fn(around, 'next-run', {
    impact: 'Campaigns stand still between two runs, until the reconciler starts the next one.',
    environment: { TABLE_NAME, MACHINE_ARN },
    timeoutSeconds: 30,
    may: [may.startRuns(runs)],
  })

  const reconcile = new Fn(around, 'reconcile', {
    impact: 'Calls whose end was never told keep their lines, a campaign without a run stays so, and none starts as scheduled.',
    environment: {
      ...{ TABLE_NAME, MACHINE_ARN, TWILIO_SECRET_ID, SUPPRESSION_SALT_SECRET_ID, BUCKET_NAME },
      ...{ CALLS_PER_SECOND, CONCURRENT_CALLS, CONSENT },
    },
    timeoutSeconds: 60,
    memoryMiB: 512,
    may: [
      may.queryIndex(table, 'due'),
      may.deleteFromTable(table),
      may.startRuns(runs),
      may.lookAtRuns(scope, machineName(config)),
      may.putObjects(uploads, WAKE_FOLDER),
      may.endTurns(runs),
    ],
  })

  return { plan, claimAndDial, nextRun, reconcile }
}
