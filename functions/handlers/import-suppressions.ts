// A list of numbers that nobody may call has arrived in the bucket, or is to be read on (EventBridge: Object Created).
import * as z from 'zod/mini'
import { importSuppressions } from '#app/suppression-import/import-suppressions.ts'
import { readListKey } from '#app/suppression-import/upload-numbers.ts'
import { isResultKey } from '#domain/inbox-key.ts'
import { listEnvironments } from '#env/lists.ts'
import { readEnvironment } from '#env/read.ts'
import { live } from '#runtime/live.ts'
import { task } from '#runtime/task.ts'

const ObjectCreated = z.object({ detail: z.object({ object: z.object({ key: z.string(), 'version-id': z.optional(z.string()) }) }) })

const ports = live(() => readEnvironment(listEnvironments['import-suppressions']))

export const handler = task(ObjectCreated, async ({ detail: { object } }, remainingMs) => {
  // What this very function writes beside the list.
  if (isResultKey(object.key)) return
  const which = readListKey(object.key)
  if (!which) return ports.log.warn('suppressions.key-not-ours')
  await importSuppressions(ports, remainingMs)({ ...which, versionId: object['version-id'] })
})
