// What runs: reads like the picture in the architecture.
import { type App, CfnOutput, Stack } from 'aws-cdk-lib'
import { Bridge } from './bridge.ts'
import { CampaignMachine } from './campaign-machine.ts'
import type { Config } from './config.ts'
import type { DataStack } from './data-stack.ts'
import { EventSources } from './event-sources.ts'
import { NO_LISTS, SUPPRESSIONS, WAKE_CONTACTS, WAKE_EXPORTS, WAKE_SUPPRESSIONS, WAKE_WEBHOOKS } from './folders.ts'
import { FrontDoor } from './front-door.ts'
import { accessFunctions } from './functions/access.ts'
import { aroundOf } from './functions/around.ts'
import { callFunctions } from './functions/calls.ts'
import { changeFunctions } from './functions/changes.ts'
import { engineFunctions } from './functions/engine.ts'
import { listFunctions } from './functions/lists.ts'
import { HttpApi } from './http-api.ts'
import { makePageBucket } from './page-bucket.ts'
import { CARRIED_CALLS } from './partitions.ts'
import * as may from './permissions.ts'
import { issuerOrigins, signInOf } from './sign-in.ts'
import { SocketApi } from './socket-api.ts'
import { stackSettings } from './stack-settings.ts'
import { watchedOf } from './watching/watched.ts'
import { Watching } from './watching/watching.ts'

export class ServiceStack extends Stack {
  constructor(app: App, id: string, { config, data }: { config: Config; data: DataStack }) {
    super(app, id, stackSettings(config, 'Ringmaster: what runs'))
    const { table, uploads, secrets, people } = data
    const http = new HttpApi(this, config)
    const sockets = new SocketApi(this, config)
    const events = new EventSources(this, config)
    const page = makePageBucket(this, config)
    const front = new FrontDoor(this, { config, uploads, page, api: http.url, sockets, issuers: issuerOrigins(config, people) })
    const signIn = signInOf(this, { config, people, host: front.host })

    const around = aroundOf(this, { config, data, http, sockets, signIn })
    const { twilio, signing, elevenlabs } = secrets
    const bridge = new Bridge(this, {
      ...{ config, front },
      environment: {
        TABLE_NAME: around.env.TABLE_NAME,
        ...{ TWILIO_SECRET_ID: twilio.name, SIGNING_SECRET_ID: signing.name, ELEVENLABS_SECRET_ID: elevenlabs.name },
      },
      permissions: [
        ...[may.readTable(table), ...may.writeInto(table, CARRIED_CALLS)],
        ...[twilio, signing, elevenlabs].map(may.readSecret),
      ],
    })
    const { api, authorize, socket } = accessFunctions(around, { front, sockets, bridge })
    const { voice, status, machine, recording, keepRecordings, postCall, fetchResults } = callFunctions(around, { bridge })
    const { plan, claimAndDial, nextRun, reconcile } = engineFunctions(around, { bridge })
    const { importContacts, importSuppressions, exportContacts } = listFunctions(around, { events })
    const { pushChanges, tendSheets, noteChanges, sendWebhooks } = changeFunctions(around, { sockets })

    http.serve({ api, authorize, voice, status, machine, recording, postCall })
    sockets.serve({ authorize, socket })
    new CampaignMachine(this, { config, plan, claimAndDial, nextRun })

    events.everyMinute(reconcile)
    events.everyMinute(tendSheets, 'sheets-minute')
    events.everyMinute(fetchResults, 'results-minute')
    events.everyMinute(keepRecordings, 'recordings-minute')
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
      ...{ 'twilio-recording': recording, 'keep-recordings': keepRecordings },
      ...{ 'elevenlabs-post-call': postCall, 'fetch-results': fetchResults },
      ...{ 'import-contacts': importContacts, 'import-suppressions': importSuppressions, 'export-contacts': exportContacts },
      ...{ 'push-changes': pushChanges, 'tend-sheets': tendSheets, 'note-changes': noteChanges },
      ...{ 'send-webhooks': sendWebhooks },
    }
    const { healthyTasks } = bridge
    new Watching(this, watchedOf({ config, functions, table, machineArn: around.runs, apiErrors: http.errors, healthyTasks }))
    new CfnOutput(this, 'ApiUrl', { value: http.url })
    // The doctor holds it against what the providers' plans take.
    new CfnOutput(this, 'ConcurrentCalls', { value: String(config.concurrentCalls) })
  }
}
