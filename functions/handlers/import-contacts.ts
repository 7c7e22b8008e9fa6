// A file has arrived in the bucket's inbox (EventBridge: Object Created; its key is as it is, not encoded).
import * as z from 'zod'
import { importContacts } from '#app/import-contacts.ts'
import { receiveList } from '#app/receive-list.ts'
import { environments, readEnvironment } from '#env'
import { live } from '#runtime/live.ts'
import { task } from '#runtime/task.ts'

const ObjectCreated = z.object({
  detail: z.object({
    object: z.object({ key: z.string(), size: z.int().default(0), etag: z.string().optional(), 'version-id': z.string().optional() }),
  }),
})

const environment = () => readEnvironment(environments['import-contacts'])
const ports = live(environment)

export const handler = task(ObjectCreated, async ({ detail }) => {
  const { 'version-id': versionId, ...object } = detail.object
  const list = await receiveList(ports, { consent: environment().CONSENT })({ ...object, versionId })
  if (list) await importContacts(ports)(list)
})
