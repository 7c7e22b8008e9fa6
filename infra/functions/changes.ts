// What tells others what has changed: pages, sheets, webhooks.
import { WAKE_WEBHOOKS } from '../folders.ts'
import { Fn } from '../lambda.ts'
import * as may from '../permissions.ts'
import type { SocketApi } from '../socket-api.ts'
import type { Around } from './around.ts'

export const changeFunctions = (around: Around, { sockets }: { sockets: SocketApi }) => {
  const { config, env, runs, table, uploads } = around
  const { TABLE_NAME, MACHINE_ARN, BUCKET_NAME, SOCKET_URL, GOOGLE_SECRET_ID, KEYS_SECRET_ID, WEBHOOKS_SECRET_ID, WEBHOOK_TARGETS } = env

  const pushChanges = new Fn(around, 'push-changes', {
    impact: 'Open pages do not move until they are reloaded, and the list of campaigns is out of date.',
    environment: { TABLE_NAME, SOCKET_URL, KEYS_SECRET_ID },
    timeoutSeconds: 60,
    may: [may.deleteFromTable(table), ...may.readStream(table), sockets.pushing],
  })

  const tendSheets = new Fn(around, 'tend-sheets', {
    impact: 'Rows that are added to connected sheets are not called, and results do not appear in them; calling goes on.',
    environment: { TABLE_NAME, MACHINE_ARN, GOOGLE_SECRET_ID },
    timeoutSeconds: 58,
    memoryMiB: 1_024,
    may: [may.deleteFromTable(table), may.startRuns(runs)],
  })

  const noteChanges = new Fn(around, 'note-changes', {
    impact: 'Webhooks are not told what happens, and results appear in connected sheets only when the campaign is over.',
    environment: { TABLE_NAME, BUCKET_NAME, DELIVERY_DAYS: config.deliveryDays },
    timeoutSeconds: 60,
    may: [...may.readStream(table), may.putObjects(uploads, WAKE_WEBHOOKS)],
  })

  const sendWebhooks = new Fn(around, 'send-webhooks', {
    impact: 'Webhooks hear of nothing until this works again; what waits for them is kept.',
    environment: { TABLE_NAME, WEBHOOKS_SECRET_ID, WEBHOOK_TARGETS },
    timeoutSeconds: 58,
    memoryMiB: 512,
    may: [may.queryIndex(table, 'due')],
  })

  return { pushChanges, tendSheets, noteChanges, sendWebhooks }
}
