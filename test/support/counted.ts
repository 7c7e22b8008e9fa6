// A campaign in a table in memory whose calls are counted, on pages so small that contacts and their calls lie on both sides of an end.

import { campaignBreakdown } from '#app/breakdown/campaign-breakdown.ts'
import { countBreakdown } from '#app/breakdown/count-breakdown.ts'
import type { BreakdownRecord } from '#app/ports/breakdowns.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { addDeltas, type Deltas } from '#domain/progress.ts'
import { breakdownsIn } from '#store/breakdowns.ts'
import { attemptKey, laneKey } from '#store/table.ts'
import type { Table } from '#store/table-operations.ts'
import { memoryTable } from '../simulation/table/memory-table.ts'
import { anAttempt } from './builders.ts'
import { openStore } from './store.ts'

const withSmallPages = (table: Table): Table => ({ ...table, query: (query, schema) => table.query({ limit: 3, ...query }, schema) })

export const counting = async (changes: Partial<CampaignRecord> = {}) => {
  const table = withSmallPages(memoryTable())
  const store = openStore(() => table)
  const campaign = await store.campaign({ state: 'active', ...changes })
  const woken: string[] = []
  const ports = { ...store, breakdowns: breakdownsIn(table, store.clock), files: { write: async (key: string) => void woken.push(key) } }
  let people = 0
  let counters: Deltas = {}

  /** Ended, and in the lane's counters. */
  const call = async ({ id: contactId, phone, n }: ContactRecord, over: Partial<AttemptRecord> = {}): Promise<void> => {
    const one = anAttempt({
      ...{ id: attemptIdOf(campaign.id, contactId, n + 1), campaignId: campaign.id, contactId, phone, n: n + 1 },
      ...{ state: 'completed', callSid: 'CA1', answeredAt: '2026-11-02T15:00:09.000Z', outcome: 'human' },
      ...over,
    })
    await table.put({ ...attemptKey(one.id), ...one })
    counters = addDeltas(counters, { callsPlaced: 1, callsAnswered: one.answeredAt === undefined ? 0 : 1 })
    await table.put({ ...laneKey(campaign.id, 0), campaignId: campaign.id, k: 0, run: 1, open: true, version: 1, ...counters })
  }

  return {
    ...ports,
    campaign,
    woken,
    call,
    someone: (over: Partial<ContactRecord> = {}) => store.contact(campaign, people++, over),
    ask: () => campaignBreakdown(ports)(campaign.id),
    record: (): Promise<BreakdownRecord | undefined> => ports.breakdowns.get(campaign.id),
    count: (remainingMs: () => number = () => 900_000) => countBreakdown(ports, remainingMs)(campaign.id),
  }
}
