// An export is to be begun or carried on (EventBridge: Object Created).
import * as z from 'zod'
import { readExportKey } from '#app/exports/wake-export.ts'
import { writeExport } from '#app/exports/write-export.ts'
import { environments, readEnvironment } from '#env'
import { live } from '#runtime/live.ts'
import { task } from '#runtime/task.ts'

const ObjectCreated = z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) })

const ports = live(() => readEnvironment(environments['export-contacts']))

export const handler = task(ObjectCreated, async ({ detail }, remainingMs) => {
  const found = readExportKey(detail.object.key)
  if (found) await writeExport(ports, remainingMs)(found)
})
