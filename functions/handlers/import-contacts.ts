// A file has arrived in the bucket (EventBridge: Object Created): a list in the inbox, or the word that an import is to be carried on.
import * as z from 'zod'
import { importContacts } from '#app/import-contacts.ts'
import { readWakeKey } from '#app/imports/wake-import.ts'
import { readUploadKey } from '#app/upload-list.ts'
import { environments, readEnvironment } from '#env'
import { live } from '#runtime/live.ts'
import { task } from '#runtime/task.ts'

const ObjectCreated = z.object({ detail: z.object({ object: z.object({ key: z.string(), 'version-id': z.string().optional() }) }) })

const ports = live(() => readEnvironment(environments['import-contacts']))

export const handler = task(ObjectCreated, async ({ detail: { object } }, remainingMs) => {
  const { key, 'version-id': versionId } = object
  const woken = readWakeKey(key)
  if (woken) return importContacts(ports, remainingMs)(woken)
  const named = readUploadKey(key)
  if (!named) return ports.log.warn('import.key-not-ours')
  await importContacts(ports, remainingMs)({ ...named, key, versionId })
})
