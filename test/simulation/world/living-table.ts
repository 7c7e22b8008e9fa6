// The table as one invocation sees it: each operation takes time, and may be its last.
import type { Key } from '#store/table.ts'
import type { Table, Write } from '#store/table-operations.ts'
import type { Life } from './life.ts'

const nameOf = ({ PK, SK }: Key): string => `${PK} ${SK}`
const keyOf = (write: Write): Key =>
  'put' in write ? write.put : 'check' in write ? write.check : 'remove' in write ? write.remove : write.key

export const livingTable = (table: Table, life: Life): Table => ({
  get: (key, schema, options) =>
    life.perform(
      'read',
      () => nameOf(key),
      () => table.get(key, schema, options),
    ),
  existing: (keys, attributes) =>
    life.perform(
      'read',
      () => 'existing',
      () => table.existing(keys, attributes),
    ),
  all: (keys, schema) =>
    life.perform(
      'read',
      () => 'all',
      () => table.all(keys, schema),
    ),
  query: (query, schema) =>
    life.perform(
      'read',
      () => query.partition,
      () => table.query(query, schema),
    ),
  put: (item, condition) =>
    life.perform(
      'write',
      () => nameOf(item),
      () => table.put(item, condition),
    ),
  take: (key, schema) =>
    life.perform(
      'write',
      () => nameOf(key),
      () => table.take(key, schema),
    ),
  update: (key, write) =>
    life.perform(
      'write',
      () => nameOf(key),
      () => table.update(key, write),
    ),
  transact: (writes) => {
    const [only] = writes
    const what = () => writes.map((write) => `${write.name} ${keyOf(write).SK}`).join(', ')
    return life.perform(only && writes.length === 1 && 'key' in only ? 'write' : 'transaction', what, () => table.transact(writes))
  },
})
