// Lists of numbers that nobody may call: how far each is read, so that one that was cut off goes on where it stood.
import * as z from 'zod/mini'
import { SuppressionImportRecord, type SuppressionImports } from '#app/ports/suppression-imports.ts'
import { SomeText } from '#contract/parts.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { removedBy } from './expression.ts'
import { SUPPRESSION_IMPORTS, suppressionImportKey } from './table.ts'
import type { Table } from './table-operations.ts'

const ListKey = z.strictObject({ PK: z.literal(SUPPRESSION_IMPORTS), SK: SomeText })

export const suppressionImportsIn = (table: Table): SuppressionImports => ({
  async create(record) {
    await table.put({ ...suppressionImportKey(record.id), ...record })
  },

  get: (id) => table.get(suppressionImportKey(id), SuppressionImportRecord),

  change: ({ id, version }, patch) =>
    table.update(suppressionImportKey(id), {
      change: { set: patch, remove: removedBy(patch), add: { version: 1 } },
      condition: { text: '#version = :seen', values: { seen: version } },
      schema: SuppressionImportRecord,
    }),

  async list({ limit, cursor }) {
    const after = fromCursor(cursor, ListKey)
    const { items, last } = await table.query({ partition: SUPPRESSION_IMPORTS, newestFirst: true, limit, after }, SuppressionImportRecord)
    return { items, nextCursor: toCursor(last) }
  },
})
