// What campaigns' calls came to: one item each, which is forgotten when nobody has asked for a week.
import * as z from 'zod/mini'
import { BreakdownRecord, type Breakdowns } from '#app/ports/breakdowns.ts'
import type { Clock } from '#app/ports/clock.ts'
import { AttemptRecord } from '#app/records/attempt.ts'
import { ContactRecord } from '#app/records/contact.ts'
import { KEPT_SECONDS } from '#contract/kept.ts'
import { contactsWithCalls } from './contacts-with-calls.ts'
import { breakdownKey } from './table.ts'
import type { Table } from './table-operations.ts'

const Contact = z.pick(ContactRecord, { phone: true, timeZone: true, region: true, postcode: true, variables: true })
const Call = z.pick(AttemptRecord, { n: true, claimedAt: true, callSid: true, answeredAt: true, outcome: true, verdict: true })

export const breakdownsIn = (table: Table, clock: Clock): Breakdowns => ({
  get: (id) => table.get(breakdownKey(id), BreakdownRecord),

  async replace(seen, by) {
    const kept = { ...by, version: (seen?.version ?? 0) + 1 }
    const expiresAt = Math.floor(clock.machine() / 1_000) + KEPT_SECONDS.breakdown
    const isAsSeen = seen ? { text: '#version = :seen', values: { seen: seen.version } } : { text: 'attribute_not_exists(#PK)' }
    return (await table.put({ ...breakdownKey(by.campaignId), ...kept, expiresAt }, isAsSeen)) ? kept : undefined
  },

  contacts: contactsWithCalls(table, { contact: Contact, call: Call }),
})
