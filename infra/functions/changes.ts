// What tells others what has changed: pages, sheets, webhooks.
import { WAKE_WEBHOOKS } from '../folders.ts'
import { Fn } from '../lambda.ts'
import * as may from '../permissions.ts'
import type { SocketApi } from '../socket-api.ts'
import type { Around } from './around.ts'

export const changeFunctions = (
  { scope, env, config, table, uploads, secrets, runs, tableItems }: Around,
  { sockets }: { sockets: SocketApi },
) => {
  const { TABLE_NAME, MACHINE_ARN, BUCKET_NAME, SOCKET_URL, GOOGLE_SECRET_ID, WEBHOOKS_SECRET_ID, WEBHOOK_TARGETS } = env

  const pushChanges = new Fn(scope, 'push-changes', {
    config,
    impact: 'Open pages do not move until they are reloaded, and the list of campaigns is out of date.',
    environment: { TABLE_NAME, SOCKET_URL },
    timeoutSeconds: 60,
  }).allow(...tableItems, may.deleteFromTable(table), ...may.readStream(table), sockets.pushing)

  const tendSheets = new Fn(scope, 'tend-sheets', {
    config,
    impact: 'Rows that are added to connected sheets are not called, and results do not appear in them; calling goes on.',
    environment: { TABLE_NAME, MACHINE_ARN, GOOGLE_SECRET_ID },
    timeoutSeconds: 58,
    memoryMiB: 1_024,
  }).allow(...tableItems, may.deleteFromTable(table), may.readSecret(secrets.google), may.startRuns(runs))

  const noteChanges = new Fn(scope, 'note-changes', {
    config,
    impact: 'Webhooks are not told what happens, and results appear in connected sheets only when the campaign is over.',
    environment: { TABLE_NAME, BUCKET_NAME, DELIVERY_DAYS: config.deliveryDays },
    timeoutSeconds: 60,
  }).allow(...tableItems, ...may.readStream(table), may.putObjects(uploads, WAKE_WEBHOOKS))

  const sendWebhooks = new Fn(scope, 'send-webhooks', {
    config,
    impact: 'Webhooks hear of nothing until this works again; what waits for them is kept.',
    environment: { TABLE_NAME, WEBHOOKS_SECRET_ID, WEBHOOK_TARGETS },
    timeoutSeconds: 58,
    memoryMiB: 512,
  }).allow(...tableItems, may.queryIndex(table, 'due'), may.readSecret(secrets.webhooks))

  return { pushChanges, tendSheets, noteChanges, sendWebhooks }
}
