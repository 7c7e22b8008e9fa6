// What the table keeps of one person: contacts with their calls, and what was said in them.
import * as z from 'zod/mini'
import type { PersonalData } from '#app/ports/personal-data.ts'
import { AttemptRecord } from '#app/records/attempt.ts'
import { ContactRecord } from '#app/records/contact.ts'
import { contactKey, conversationKey, laneKey, transcriptPartition } from './table.ts'
import type { Table } from './table-operations.ts'

const Turn = z.object({ PK: z.string(), SK: z.string() })
const Nothing = z.object({})

export const personalDataIn = (table: Table): PersonalData => {
  /** Every item of a partition, or those whose sort keys begin so. */
  const all = async <T>(query: { partition: string; begins?: string }, schema: z.ZodMiniType<T>): Promise<T[]> => {
    const items: T[] = []
    let after: Record<string, unknown> | undefined
    do {
      const page = await table.query({ ...query, after }, schema)
      items.push(...page.items)
      after = page.last
    } while (after)
    return items
  }

  return {
    async among(places) {
      if (places.length === 0) return []
      const keys = places.map(({ campaignId, contactId }) => contactKey(campaignId, contactId))
      const there = new Set((await table.existing(keys)).map(({ PK, SK }) => `${PK} ${SK}`))
      return places.filter((_, i) => there.has(`${keys[i]?.PK} ${keys[i]?.SK}`))
    },

    async of({ campaignId, contactId }) {
      const key = contactKey(campaignId, contactId)
      const contact = await table.get(key, ContactRecord)
      return contact && { contact, calls: await all({ partition: key.PK, begins: `${key.SK}#ATTEMPT#` }, AttemptRecord) }
    },

    async forgetTalk({ id, conversationId }) {
      const turns = await all({ partition: transcriptPartition(id) }, Turn)
      for (const { PK, SK } of turns) await table.take({ PK, SK }, Nothing)
      if (conversationId !== undefined) await table.take(conversationKey(conversationId), Nothing)
      return turns.length
    },

    async forgetOnLane({ id, campaignId, k }) {
      await table.update(laneKey(campaignId, k), {
        change: { remove: ['lastAttemptId', 'freedMs'], add: { version: 1 } },
        condition: { text: '#lastAttemptId = :id', values: { id } },
        schema: Nothing,
      })
    },
  }
}
