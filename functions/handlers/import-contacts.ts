// A file has arrived in the bucket (EventBridge: Object Created): a list in the inbox, or the word that an import is to be carried on.
import * as z from 'zod/mini'
import { importContacts } from '#app/imports/import-contacts.ts'
import { receiveList } from '#app/imports/receive-list.ts'
import { readWakeKey } from '#app/imports/wake-import.ts'
import { listEnvironments } from '#env/lists.ts'
import { readEnvironment } from '#env/read.ts'
import { live } from '#runtime/live.ts'
import { task } from '#runtime/task.ts'

/** Through EventBridge a key comes as it is, not encoded. */
const ObjectCreated = z.object({
  detail: z.object({
    object: z.object({ key: z.string(), size: z._default(z.int(), 0), etag: z.optional(z.string()), 'version-id': z.optional(z.string()) }),
  }),
})

const environment = () => readEnvironment(listEnvironments['import-contacts'])
const ports = live(environment)

export const handler = task(ObjectCreated, async ({ detail }, remainingMs) => {
  const { 'version-id': versionId, ...object } = detail.object
  const rules = () => ({ consent: environment().CONSENT })
  const found = readWakeKey(object.key) ?? (await receiveList(ports, rules())({ ...object, versionId }))
  if (found) await importContacts(ports, remainingMs)(found)
})
