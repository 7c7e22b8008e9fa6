// All contacts of a campaign are to be read, for an export or to count its calls; or to be read on (EventBridge: Object Created).
import * as z from 'zod/mini'
import { countBreakdown } from '#app/breakdown/count-breakdown.ts'
import { readBreakdownKey } from '#app/breakdown/wake-breakdown.ts'
import { readExportKey } from '#app/exports/wake-export.ts'
import { writeExport } from '#app/exports/write-export.ts'
import { listEnvironments } from '#env/lists.ts'
import { readEnvironment } from '#env/read.ts'
import { live } from '#runtime/live.ts'
import { task } from '#runtime/task.ts'

const ObjectCreated = z.object({ detail: z.object({ object: z.object({ key: z.string() }) }) })

const ports = live(() => readEnvironment(listEnvironments['export-contacts']))

export const handler = task(ObjectCreated, async ({ detail }, remainingMs) => {
  const found = readExportKey(detail.object.key)
  if (found) await writeExport(ports, remainingMs)(found)
  const counted = readBreakdownKey(detail.object.key)
  if (counted) await countBreakdown(ports, remainingMs)(counted)
})
