// The contacts of a campaign with their calls, which lie beside one another: as much at a time as one query gives, a megabyte.
import * as z from 'zod/mini'
import type { Page } from '#app/ports/pages.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { contactsPartition } from './table.ts'
import type { Table } from './table-operations.ts'

type Found<C, A> = { SK: string } & ({ contact: C } | { call: A })
type WithCalls<C, A> = { contact: C; calls: readonly A[] }
type Schemas<C, A> = { contact: z.ZodMiniType<C>; call: z.ZodMiniType<A> }

const Place = z.strictObject({ shard: z.int().check(z.minimum(0), z.maximum(15)), after: z.optional(z.string()) })

/** A call's sort key is its contact's and more. */
const foundBy = <C, A>({ contact, call }: Schemas<C, A>): z.ZodMiniType<Found<C, A>> =>
  z.pipe(
    z.looseObject({ SK: z.string() }),
    z.transform(
      (item): Found<C, A> =>
        item.SK.includes('#ATTEMPT#') ? { SK: item.SK, call: call.parse(item) } : { SK: item.SK, contact: contact.parse(item) },
    ),
  )

/** Contacts with their calls, and the items of the last one, of which there may be more on the next page. */
const gather = <C, A>(items: readonly Found<C, A>[]): { whole: WithCalls<C, A>[]; behind: string | undefined; lastBegins: number } => {
  const whole: { contact: C; calls: A[] }[] = []
  let lastBegins = 0
  for (const [i, item] of items.entries()) {
    if ('contact' in item) {
      lastBegins = i
      whole.push({ contact: item.contact, calls: [] })
    } else whole.at(-1)?.calls.push(item.call)
  }
  return { whole, behind: items[lastBegins - 1]?.SK, lastBegins }
}

/** Shard by shard; a page may be empty and not the last. */
export const contactsWithCalls = <C, A>(table: Table, schemas: Schemas<C, A>) => {
  const found = foundBy(schemas)
  return async ({ id, shards }: Pick<CampaignRecord, 'id' | 'shards'>, cursor: string | undefined): Promise<Page<WithCalls<C, A>>> => {
    const { shard, after } = fromCursor(cursor, Place) ?? { shard: 0, after: undefined }
    const partition = contactsPartition(id, shard)
    const begin = after === undefined ? undefined : { PK: partition, SK: after }
    const { items, last } = await table.query({ partition, begins: 'CONTACT#', after: begin, consistent: false }, found)
    const { whole, behind, lastBegins } = gather(items)
    const next = shard + 1 < shards ? toCursor({ shard: shard + 1 }) : null
    if (!last) return { items: whole, nextCursor: next }
    // One contact alone is larger than a page: what is left of it is not told.
    if (behind === undefined || lastBegins === 0) return { items: whole, nextCursor: toCursor({ shard, after: items.at(-1)?.SK }) }
    return { items: whole.slice(0, -1), nextCursor: toCursor({ shard, after: behind }) }
  }
}
