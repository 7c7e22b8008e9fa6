// A campaign in a table in memory, its export into objects in memory, and the file that comes of it.

import { createExport, exportReport } from '#app/exports/export-report.ts'
import { fileKey } from '#app/exports/wake-export.ts'
import { writeExport } from '#app/exports/write-export.ts'
import type { ExportRecord, PartedFiles } from '#app/ports/exports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ExportFormat } from '#contract/export.ts'
import { ids } from '#runtime/ids.ts'
import { exportsIn } from '#store/exports.ts'
import type { Table } from '#store/table-operations.ts'
import { memoryTable } from '../simulation/table/memory-table.ts'
import { openStore } from './store.ts'

/** Objects that are written in parts. */
const memoryParts = () => {
  const objects = new Map<string, Buffer>()
  const uploads = new Map<string, { key: string; parts: Map<number, Buffer> }>()
  const parts: PartedFiles = {
    partBytes: 100,
    async begin(key) {
      const id = `upload-${uploads.size + 1}`
      uploads.set(id, { key, parts: new Map() })
      return id
    },
    async writePart(_, { uploadId, number, bytes }) {
      uploads.get(uploadId)?.parts.set(number, Buffer.from(bytes))
      return `tag-${number}`
    },
    async complete(key, { uploadId, tags }) {
      const pieces = tags.map((_, i) => uploads.get(uploadId)?.parts.get(i + 1) ?? Buffer.from('a part is missing'))
      objects.set(key, Buffer.concat(pieces))
    },
  }
  return { objects, uploads, parts }
}

/** So few items on a page that contacts and their calls lie on both sides of its end. */
const withSmallPages = (table: Table, limit: number): Table => ({
  ...table,
  query: (query, schema) => table.query({ limit, ...query }, schema),
})

export const exporting = async ({ itemsOnAPage = 5, ...campaignChanges }: Partial<CampaignRecord> & { itemsOnAPage?: number } = {}) => {
  const table = withSmallPages(memoryTable(), itemsOnAPage)
  const store = openStore(() => table)
  const campaign = await store.campaign({ state: 'completed', ...campaignChanges })
  const { objects, uploads, parts } = memoryParts()
  const woken: string[] = []
  const files = {
    write: async (key: string) => void woken.push(key),
    downloadUrl: async (key: string) => ({ url: `https://bucket.test/${key}`, expiresAt: new Date(store.clock.now()).toISOString() }),
  }
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const ports = { ...store, exports: exportsIn(table), files, ids, log, parts }

  /** Until it is over, in as many invocations as it takes. */
  const run = async ({ id: exportId }: Pick<ExportRecord, 'id'>, remainingMs: () => number = () => 900_000): Promise<number> => {
    let invocations = 0
    let left: ExportRecord | undefined
    do {
      invocations += 1
      await writeExport(ports, remainingMs)({ campaignId: campaign.id, exportId })
      left = await ports.exports.get(campaign.id, exportId)
    } while (left?.state === 'running' && invocations < 500)
    return invocations
  }

  return {
    ...ports,
    campaign,
    table,
    objects,
    uploads,
    woken,
    run,
    create: (format: ExportFormat) => createExport({ ...ports, files: { ...files, ...noFiles } })(campaign.id, format),
    report: exportReport({ ...ports, files: { ...files, ...noFiles } }),
    async file(format: ExportFormat): Promise<Buffer> {
      const created = await createExport({ ...ports, files: { ...files, ...noFiles } })(campaign.id, format)
      await run(created)
      return objects.get(fileKey(created)) ?? Buffer.from('there is no file')
    },
  }
}

const unused = (): never => {
  throw new Error('An export needs nothing of this')
}
const noFiles = { uploadUrl: unused, metadata: unused, copy: unused, writeFrom: unused, open: unused, remove: unused }
