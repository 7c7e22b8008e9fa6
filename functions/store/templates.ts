// Templates: one item each, all in one partition, changed only by whoever has read its newest version.
import * as z from 'zod/mini'
import type { Templates } from '#app/ports/templates.ts'
import { SomeText } from '#contract/parts.ts'
import { Template } from '#contract/template.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { TEMPLATES_PARTITION, templateKey } from './table.ts'
import type { Table } from './table-operations.ts'

const ListKey = z.strictObject({ PK: z.literal(TEMPLATES_PARTITION), SK: SomeText })

export const templatesIn = (table: Table): Templates => ({
  get: (id) => table.get(templateKey(id), Template),

  async create(template) {
    await table.put({ ...templateKey(template.id), ...template }, { text: 'attribute_not_exists(#PK)' })
  },

  async list({ limit, cursor }) {
    const after = fromCursor(cursor, ListKey)
    const { items, last } = await table.query({ partition: TEMPLATES_PARTITION, newestFirst: true, limit, after }, Template)
    return { items, nextCursor: toCursor(last) }
  },

  replace: (seen, by) => table.put({ ...templateKey(seen.id), ...by }, { text: '#version = :version', values: { version: seen.version } }),

  remove: (id) => table.take(templateKey(id), Template),
})
