// A file has arrived in the bucket's inbox (EventBridge: Object Created).
import * as z from 'zod'
import { importContacts } from '#app/import-contacts.ts'
import { readUploadKey } from '#app/upload-list.ts'
import { environments, readEnvironment } from '#env'
import { live } from '#runtime/live.ts'
import { task } from '#runtime/task.ts'

const ObjectCreated = z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) })

const ports = live(() => readEnvironment(environments['import-contacts']))

export const handler = task(ObjectCreated, async ({ detail: { object } }) => {
  const named = readUploadKey(object.key)
  if (!named) return ports.log.warn('import.key-not-ours')
  await importContacts(ports)({ ...named, key: object.key })
})
