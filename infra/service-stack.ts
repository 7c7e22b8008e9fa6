// What runs: reads like the picture in the architecture.
import { type App, CfnOutput, Stack } from 'aws-cdk-lib'
import { Bridge } from './bridge.ts'
import { CampaignMachine, machineArn, machineName } from './campaign-machine.ts'
import type { Config } from './config.ts'
import type { DataStack } from './data-stack.ts'
import { EventSources } from './event-sources.ts'
import {
  EXPORTS,
  INBOX,
  NO_LISTS,
  OWN_FOLDER,
  STAGED,
  SUPPRESSIONS,
  WAKE_CONTACTS,
  WAKE_EXPORTS,
  WAKE_FOLDER,
  WAKE_SUPPRESSIONS,
  WAKE_WEBHOOKS,
} from './folders.ts'
import { FrontDoor } from './front-door.ts'
import { HttpApi } from './http-api.ts'
import { Fn } from './lambda.ts'
import { makePageBucket } from './page-bucket.ts'
import * as may from './permissions.ts'
import { callingRules } from './rules.ts'
import { SocketApi } from './socket-api.ts'
import { watchedOf } from './watching/watched.ts'
import { Watching } from './watching/watching.ts'

export class ServiceStack extends Stack {
  constructor(app: App, id: string, { config, data }: { config: Config; data: DataStack }) {
    super(app, id, { terminationProtection: config.terminationProtection })
    const { table, uploads, secrets } = data
    const runs = machineArn(this, config)
    const http = new HttpApi(this, config)
    const sockets = new SocketApi(this, config)
    const events = new EventSources(this, config)
    const front = new FrontDoor(this, { config, uploads, page: makePageBucket(this, config), api: http.url, sockets })

    const TABLE_NAME = table.tableName
    const MACHINE_ARN = runs
    const BUCKET_NAME = uploads.bucketName
    const PUBLIC_URL = http.url
    const SOCKET_URL = sockets.url
    const TWILIO_SECRET_ID = secrets.twilio.name
    const GOOGLE_SECRET_ID = secrets.google.name
    const SIGNING_SECRET_ID = secrets.signing.name
    const ELEVENLABS_SECRET_ID = secrets.elevenlabs.name
    const WEBHOOKS_SECRET_ID = secrets.webhooks.name
    const WEBHOOK_TARGETS = config.webhookTargets
    const TRANSCRIPT_DAYS = config.transcriptDays
    const rules = callingRules(this, config)
    const { CALLS_PER_SECOND, CONCURRENT_CALLS } = rules
    const AUDIT_DAYS = String(config.auditDays)
    const tableItems = [may.readTable(table), may.writeTable(table)]

    const bridge = new Bridge(this, {
      ...{ config, front },
      environment: { TABLE_NAME, TWILIO_SECRET_ID, SIGNING_SECRET_ID, ELEVENLABS_SECRET_ID },
      permissions: [...tableItems, may.readSecret(secrets.twilio), may.readSecret(secrets.signing), may.readSecret(secrets.elevenlabs)],
    })
    const BRIDGE_URL = bridge.url

    const api = new Fn(this, 'api', {
      config,
      impact: 'Nobody can look at campaigns or change them; calling goes on.',
      environment: {
        TABLE_NAME,
        MACHINE_ARN,
        TWILIO_SECRET_ID,
        SIGNING_SECRET_ID,
        GOOGLE_SECRET_ID,
        LIVE_URL: `wss://${front.host}/${sockets.stage}`,
        LISTEN_URL: BRIDGE_URL,
        BUCKET_NAME,
        AUDIT_DAYS,
        WEBHOOKS_SECRET_ID,
        WEBHOOK_TARGETS,
        ...rules,
      },
      timeoutSeconds: 29,
      // A list is looked at within seconds: memory brings processor time.
      memoryMiB: 1_024,
    }).allow(
      ...tableItems,
      may.queryIndex(table, 'due', 'calls'),
      may.deleteFromTable(table),
      may.readSecret(secrets.twilio),
      may.readSecret(secrets.signing),
      may.readSecret(secrets.google),
      may.readSecret(secrets.webhooks),
      may.putObjects(uploads, INBOX),
      may.putObjects(uploads, SUPPRESSIONS),
      // Who fetches a report has its address signed by this function.
      may.getObjects(uploads, INBOX),
      may.getObjects(uploads, SUPPRESSIONS),
      may.putObjects(uploads, WAKE_FOLDER),
      may.putObjects(uploads, WAKE_EXPORTS),
      may.putObjects(uploads, WAKE_WEBHOOKS),
      may.getObjects(uploads, EXPORTS),
      may.putObjects(uploads, STAGED),
      may.getObjects(uploads, STAGED),
      may.startRuns(runs),
      may.endTurns(runs),
    )

    const authorize = new Fn(this, 'authorize', {
      config,
      impact: 'Nobody is let in: neither the API nor live pages answer; calling goes on.',
      environment: {
        ...{ TABLE_NAME, AUDIT_DAYS, ACCESS: config.access, KEYS_SECRET_ID: secrets.keys.name },
        ...{ SIGN_IN: data.signIn, PAGE_ORIGINS: [`https://${front.host}`, ...config.pageOrigins].join(',') },
      },
      timeoutSeconds: 10,
    }).allow(...tableItems, may.deleteFromTable(table), may.readSecret(secrets.keys))

    const socket = new Fn(this, 'socket', {
      config,
      impact: 'Pages cannot go live: they show what was when they were opened.',
      environment: { TABLE_NAME, SOCKET_URL },
      timeoutSeconds: 29,
    }).allow(...tableItems, may.deleteFromTable(table), sockets.pushing)

    const voice = new Fn(this, 'twilio-voice', {
      config,
      impact: 'People who answer hear nothing and are hung up on.',
      environment: {
        ...{ TABLE_NAME, TWILIO_SECRET_ID, SIGNING_SECRET_ID, ELEVENLABS_SECRET_ID, PUBLIC_URL, BRIDGE_URL },
        BRIDGE_READY_URL: bridge.readyUrl,
      },
      timeoutSeconds: 10,
      memoryMiB: 512,
    }).allow(...tableItems, ...[secrets.twilio, secrets.signing, secrets.elevenlabs].map(may.readSecret), may.endTurns(runs))

    const status = new Fn(this, 'twilio-status', {
      config,
      impact: 'Lines stay busy after their calls have ended, until the reconciler asks Twilio.',
      environment: { TABLE_NAME, TWILIO_SECRET_ID, PUBLIC_URL },
      timeoutSeconds: 15,
      memoryMiB: 512,
    }).allow(...tableItems, may.readSecret(secrets.twilio), may.endTurns(runs))

    const machine = new Fn(this, 'twilio-machine', {
      config,
      impact: 'The agent talks to answering machines until they end the call; no message is left.',
      environment: { TABLE_NAME, TWILIO_SECRET_ID, PUBLIC_URL },
      timeoutSeconds: 15,
      memoryMiB: 512,
    }).allow(...tableItems, may.readSecret(secrets.twilio), may.endTurns(runs))

    const postCall = new Fn(this, 'elevenlabs-post-call', {
      config,
      impact: 'Summaries, evaluations and collected data of calls come minutes late, when ElevenLabs is asked for them.',
      environment: { TABLE_NAME, TRANSCRIPT_DAYS, ELEVENLABS_WEBHOOK_SECRET_ID: secrets.elevenlabsWebhook.name },
      timeoutSeconds: 29,
      memoryMiB: 512,
    }).allow(...tableItems, may.readSecret(secrets.elevenlabsWebhook))

    const fetchResults = new Fn(this, 'fetch-results', {
      config,
      impact: 'Calls whose result ElevenLabs did not tell by itself stay without summary, evaluation and collected data.',
      environment: { TABLE_NAME, TRANSCRIPT_DAYS, ELEVENLABS_SECRET_ID },
      timeoutSeconds: 58,
      memoryMiB: 512,
    }).allow(...tableItems, may.queryIndex(table, 'due'), may.readSecret(secrets.elevenlabs))

    const plan = new Fn(this, 'plan', {
      config,
      impact: 'Campaigns that are started or resumed do not begin to call.',
      environment: { TABLE_NAME, CALLS_PER_SECOND, CONCURRENT_CALLS },
      timeoutSeconds: 60,
    }).allow(...tableItems, may.queryIndex(table, 'due'))

    const claimAndDial = new Fn(this, 'claim-and-dial', {
      config,
      impact: 'Campaigns stop dialling; live calls go on.',
      environment: {
        TABLE_NAME,
        MACHINE_ARN,
        TWILIO_SECRET_ID,
        PUBLIC_URL,
        ...rules,
      },
      timeoutSeconds: 30,
      // It waits for Twilio and the table nearly all of its time, which is paid by the megabyte.
      memoryMiB: 256,
    }).allow(...tableItems, may.queryIndex(table, 'due'), may.readSecret(secrets.twilio), may.startRuns(runs), may.endTurns(runs))

    const nextRun = new Fn(this, 'next-run', {
      config,
      impact: 'Campaigns stand still between two runs, until the reconciler starts the next one.',
      environment: { TABLE_NAME, MACHINE_ARN },
      timeoutSeconds: 30,
    }).allow(...tableItems, may.startRuns(runs))

    const reconcile = new Fn(this, 'reconcile', {
      config,
      impact: 'Calls whose end was never told keep their lines, and a campaign without a run stays so.',
      environment: { TABLE_NAME, MACHINE_ARN, TWILIO_SECRET_ID, BUCKET_NAME, CALLS_PER_SECOND, CONCURRENT_CALLS },
      timeoutSeconds: 60,
      memoryMiB: 512,
    }).allow(
      ...tableItems,
      may.queryIndex(table, 'due'),
      may.deleteFromTable(table),
      may.readSecret(secrets.twilio),
      may.startRuns(runs),
      may.lookAtRuns(this, machineName(config)),
      may.putObjects(uploads, WAKE_FOLDER),
      may.endTurns(runs),
    )

    const importContacts = new Fn(this, 'import-contacts', {
      config,
      impact: 'Uploaded lists are not imported: their campaigns wait for contacts.',
      environment: { TABLE_NAME, MACHINE_ARN, BUCKET_NAME, CONSENT: rules.CONSENT },
      timeoutSeconds: 900,
      memoryMiB: 1_024,
      // Each slice is one transaction with the file's offset: a second run goes on where the first one stopped.
      retries: 2,
      givenUp: events.givenUp,
    }).allow(
      ...tableItems,
      may.deleteFromTable(table),
      ...[INBOX, OWN_FOLDER].flatMap((folder) => [may.getObjects(uploads, folder), may.putObjects(uploads, folder)]),
      may.startRuns(runs),
    )

    const importSuppressions = new Fn(this, 'import-suppressions', {
      config,
      impact: 'Uploaded lists of numbers that nobody may call are not read: those numbers are called.',
      environment: { TABLE_NAME, MACHINE_ARN, TWILIO_SECRET_ID, BUCKET_NAME },
      timeoutSeconds: 900,
      // A whole core: nearly all of its time goes into a million requests.
      memoryMiB: 1_769,
      // How far a list is read stands in the table: a second run goes on where the first one stopped.
      retries: 2,
      givenUp: events.givenUp,
    }).allow(
      ...tableItems,
      may.readSecret(secrets.twilio),
      ...[SUPPRESSIONS, OWN_FOLDER].flatMap((folder) => [may.getObjects(uploads, folder), may.putObjects(uploads, folder)]),
      may.endTurns(runs),
    )

    const exportContacts = new Fn(this, 'export-contacts', {
      config,
      impact: 'Exports that are asked for do not come.',
      environment: { TABLE_NAME, BUCKET_NAME },
      timeoutSeconds: 900,
      // A whole core: nearly all of its time goes into reading and writing rows.
      memoryMiB: 1_769,
      // How far an export is stands in the table: a second run goes on where the first one stopped.
      retries: 2,
      givenUp: events.givenUp,
    }).allow(...tableItems, may.putObjects(uploads, EXPORTS))

    const pushChanges = new Fn(this, 'push-changes', {
      config,
      impact: 'Open pages do not move until they are reloaded, and the list of campaigns is out of date.',
      environment: { TABLE_NAME, SOCKET_URL },
      timeoutSeconds: 60,
    }).allow(...tableItems, may.deleteFromTable(table), ...may.readStream(table), sockets.pushing)

    const tendSheets = new Fn(this, 'tend-sheets', {
      config,
      impact: 'Rows that are added to connected sheets are not called, and results do not appear in them; calling goes on.',
      environment: { TABLE_NAME, MACHINE_ARN, GOOGLE_SECRET_ID },
      timeoutSeconds: 58,
      memoryMiB: 1_024,
    }).allow(...tableItems, may.deleteFromTable(table), may.readSecret(secrets.google), may.startRuns(runs))

    const noteChanges = new Fn(this, 'note-changes', {
      config,
      impact: 'Webhooks are not told what happens, and results appear in connected sheets only when the campaign is over.',
      environment: { TABLE_NAME, BUCKET_NAME, DELIVERY_DAYS: config.deliveryDays },
      timeoutSeconds: 60,
    }).allow(...tableItems, ...may.readStream(table), may.putObjects(uploads, WAKE_WEBHOOKS))

    const sendWebhooks = new Fn(this, 'send-webhooks', {
      config,
      impact: 'Webhooks hear of nothing until this works again; what waits for them is kept.',
      environment: { TABLE_NAME, WEBHOOKS_SECRET_ID, WEBHOOK_TARGETS },
      timeoutSeconds: 58,
      memoryMiB: 512,
    }).allow(...tableItems, may.queryIndex(table, 'due'), may.readSecret(secrets.webhooks))

    http.serve({ api, authorize, voice, status, machine, postCall })
    sockets.serve({ authorize, socket })
    new CampaignMachine(this, { config, plan, claimAndDial, nextRun })

    events.everyMinute(reconcile)
    events.everyMinute(tendSheets, 'sheets-minute')
    events.everyMinute(fetchResults, 'results-minute')
    events.onUpload(uploads, { but: NO_LISTS }, importContacts)
    events.onFolder(uploads, { id: 'wake', prefix: WAKE_CONTACTS }, importContacts)
    events.onFolder(uploads, { id: 'suppressions', prefix: SUPPRESSIONS }, importSuppressions)
    events.onFolder(uploads, { id: 'exports', prefix: WAKE_EXPORTS }, exportContacts)
    events.onFolder(uploads, { id: 'wake-suppressions', prefix: WAKE_SUPPRESSIONS }, importSuppressions)
    events.onCampaignChange(table, pushChanges)
    events.onFolder(uploads, { id: 'wake-webhooks', prefix: WAKE_WEBHOOKS }, sendWebhooks)
    events.everyMinute(sendWebhooks, 'webhooks-minute')
    events.onNews(table, noteChanges)

    const functions = {
      ...{ api, authorize, socket, plan, reconcile, 'claim-and-dial': claimAndDial, 'next-run': nextRun },
      ...{ 'twilio-voice': voice, 'twilio-status': status, 'twilio-machine': machine },
      ...{ 'elevenlabs-post-call': postCall, 'fetch-results': fetchResults },
      ...{ 'import-contacts': importContacts, 'import-suppressions': importSuppressions, 'export-contacts': exportContacts },
      ...{ 'push-changes': pushChanges, 'tend-sheets': tendSheets, 'note-changes': noteChanges },
      ...{ 'send-webhooks': sendWebhooks },
    }
    const { healthyTasks } = bridge
    new Watching(this, watchedOf({ config, functions, table, machineArn: runs, apiErrors: http.errors, healthyTasks }))
    new CfnOutput(this, 'ApiUrl', { value: PUBLIC_URL })
  }
}
