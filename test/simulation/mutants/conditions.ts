// A table that forgets some conditions of a transaction.
import type { Table, Write } from '#store/table-operations.ts'

const withoutCondition = (write: Write): Write => {
  if ('check' in write || 'remove' in write) return write
  const { condition: _, ...rest } = write
  return rest
}

/** `forgets`: by the whole transaction and the name of the write. */
export const forgetful =
  (forgets: (writes: readonly Write[], name: string) => boolean) =>
  (table: Table): Table => ({
    ...table,
    async transact(writes) {
      const sent = writes.map((write) => (forgets(writes, write.name) ? withoutCondition(write) : write))
      const written = await table.transact(sent)
      if (written.ok) return written
      const refused = written.refused.flatMap(({ write, found }) => {
        const asked = writes[sent.indexOf(write)]
        return asked ? [{ write: asked, found }] : []
      })
      return { ok: false, refused }
    },
  })

/** A claim is the one that writes a new attempt. */
export const isClaim = (writes: readonly Write[]): boolean => writes.some((write) => write.name === 'attempt' && 'put' in write)
