// What answers the API and lets people in.
import type { Bridge } from '../bridge.ts'
import { EXPORTS, INBOX, PEOPLE, RECORDINGS, STAGED, SUPPRESSIONS, WAKE_EXPORTS, WAKE_FOLDER, WAKE_WEBHOOKS } from '../folders.ts'
import type { FrontDoor } from '../front-door.ts'
import { Fn } from '../lambda.ts'
import * as may from '../permissions.ts'
import type { SocketApi } from '../socket-api.ts'
import type { Around } from './around.ts'

export const accessFunctions = (around: Around, { front, sockets, bridge }: { front: FrontDoor; sockets: SocketApi; bridge: Bridge }) => {
  const { config, env, rules, runs, signIn, table, uploads } = around
  const {
    TABLE_NAME,
    MACHINE_ARN,
    BUCKET_NAME,
    SOCKET_URL,
    TWILIO_SECRET_ID,
    GOOGLE_SECRET_ID,
    SIGNING_SECRET_ID,
    SUPPRESSION_SALT_SECRET_ID,
    WEBHOOKS_SECRET_ID,
    KEYS_SECRET_ID,
    WEBHOOK_TARGETS,
    AUDIT_DAYS,
  } = env
  const BRIDGE_URL = bridge.url

  const api = new Fn(around, 'api', {
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
      SUPPRESSION_SALT_SECRET_ID,
      WEBHOOKS_SECRET_ID,
      WEBHOOK_TARGETS,
      ...rules,
    },
    timeoutSeconds: 29,
    // A list is looked at within seconds: memory brings processor time.
    memoryMiB: 1_024,
    may: [
      may.queryIndex(table, 'due', 'calls'),
      may.deleteFromTable(table),
      may.makeKeys(table),
      may.writeAudit(table),
      may.putObjects(uploads, INBOX),
      may.putObjects(uploads, SUPPRESSIONS),
      // Who fetches a report has its address signed by this function.
      may.getObjects(uploads, INBOX),
      may.getObjects(uploads, SUPPRESSIONS),
      may.putObjects(uploads, WAKE_FOLDER),
      may.putObjects(uploads, WAKE_EXPORTS),
      may.putObjects(uploads, WAKE_WEBHOOKS),
      may.getObjects(uploads, EXPORTS),
      may.getObjects(uploads, RECORDINGS),
      may.deleteObjects(uploads, RECORDINGS),
      may.putObjects(uploads, PEOPLE),
      may.putObjects(uploads, STAGED),
      may.getObjects(uploads, STAGED),
      may.startRuns(runs),
      may.endTurns(runs),
    ],
  })

  const authorize = new Fn(around, 'authorize', {
    impact: 'Nobody is let in: neither the API nor live pages answer; calling goes on.',
    environment: {
      ...{ TABLE_NAME, AUDIT_DAYS, ACCESS: config.access, KEYS_SECRET_ID },
      ...{ SIGN_IN: signIn, PAGE_ORIGINS: [`https://${front.host}`, ...config.pageOrigins].join(',') },
    },
    timeoutSeconds: 10,
    may: [may.deleteFromTable(table), may.noteKeys(table), may.writeAudit(table)],
  })

  const socket = new Fn(around, 'socket', {
    impact: 'Pages cannot go live: they show what was when they were opened.',
    environment: { TABLE_NAME, SOCKET_URL, KEYS_SECRET_ID },
    timeoutSeconds: 29,
    may: [may.deleteFromTable(table), sockets.pushing],
  })

  return { api, authorize, socket }
}
