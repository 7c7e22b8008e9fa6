// API keys: one item each, found by the id that the key itself names. There are tens of them, not thousands.
import * as z from 'zod/mini'
import type { ApiKeyRecord, ApiKeys } from '#app/ports/access.ts'
import { ApiKey } from '#contract/access.ts'
import { Instant } from '#contract/ids.ts'
import { SomeText } from '#contract/parts.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { removedBy } from './expression.ts'
import { API_KEYS_PARTITION, apiKeyKey } from './table.ts'
import type { Table } from './table-operations.ts'

/** `validUntil` in the table: its attribute `expiresAt` is what DynamoDB deletes by, and the list keeps what has expired. */
const KeyItem = z.pipe(
  z.extend(z.omit(ApiKey, { expiresAt: true, previous: true }), {
    validUntil: z.optional(Instant),
    digest: z.string(),
    previous: z.optional(z.object({ digest: z.string(), shown: z.string(), worksUntil: Instant })),
    version: z.int(),
  }),
  z.transform(({ validUntil, ...key }) => ({ ...key, ...(validUntil === undefined ? {} : { expiresAt: validUntil }) })),
)

const ListKey = z.strictObject({ PK: z.literal(API_KEYS_PARTITION), SK: SomeText })

const asKept = ({ expiresAt, ...patch }: Partial<ApiKeyRecord>): Record<string, unknown> => ({
  ...patch,
  ...(expiresAt === undefined ? {} : { validUntil: expiresAt }),
})

export const apiKeysIn = (table: Table): ApiKeys => ({
  get: (id) => table.get(apiKeyKey(id), KeyItem),

  async create(record) {
    await table.put({ ...apiKeyKey(record.id), ...asKept(record) }, { text: 'attribute_not_exists(#PK)' })
  },

  async list({ limit, cursor }) {
    const after = fromCursor(cursor, ListKey)
    const { items, last } = await table.query({ partition: API_KEYS_PARTITION, newestFirst: true, limit, after }, KeyItem)
    return { items, nextCursor: toCursor(last) }
  },

  change: ({ id, version }, patch) =>
    table.update(apiKeyKey(id), {
      change: { set: asKept({ ...patch, version: version + 1 }), remove: removedBy(patch) },
      condition: { text: '#version = :version', values: { version } },
      schema: KeyItem,
    }),

  async noteUse(id, at) {
    await table.update(apiKeyKey(id), {
      change: { set: { lastUsedAt: at } },
      condition: { text: 'attribute_exists(#PK)' },
      schema: KeyItem,
    })
  },
})
