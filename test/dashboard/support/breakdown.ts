// What a campaign's calls came to, as the API tells it.
import type * as z from 'zod/mini'
import { Breakdown, type CallTally } from '#contract/breakdown.ts'

export const aTally = (calls: number, answered = Math.round(calls * 0.3), successful = Math.round(answered * 0.6)): CallTally => ({
  ...{ calls, answered, successful },
})

export const aBreakdown = (over: Partial<z.input<typeof Breakdown>> = {}): Breakdown =>
  Breakdown.parse({
    asOf: '2026-11-03T14:33:00.000Z',
    total: aTally(60),
    hours: [
      { weekday: 'mon', hour: 9, ...aTally(30, 15) },
      { weekday: 'tue', hour: 10, ...aTally(20, 2) },
    ],
    hourUnknown: aTally(10),
    attempts: [
      { attempt: 1, ...aTally(40) },
      { attempt: 2, ...aTally(20) },
    ],
    columns: [
      {
        name: 'city',
        values: [{ value: 'Boston', contacts: 40, ...aTally(60) }],
        others: { contacts: 0, ...aTally(0) },
        without: { contacts: 0, ...aTally(0) },
      },
      {
        name: 'plan',
        values: [
          { value: 'gold', contacts: 20, ...aTally(30, 15) },
          { value: 'silver', contacts: 15, ...aTally(22, 2) },
        ],
        others: { contacts: 3, ...aTally(5) },
        without: { contacts: 2, ...aTally(3) },
      },
    ],
    variedColumns: ['name', 'member id'],
    hasMoreColumns: false,
    ...over,
  })
