// The parts that a campaign's calls are split into, as rows.
import type { Breakdown } from '#contract/breakdown.ts'
import { plural } from '../../format.ts'
import type { TallyRow } from './tally-table.tsx'

const ORDINALS = ['First call', 'Second call', 'Third call'] as const

export const attemptRows = ({ attempts }: Breakdown): TallyRow[] =>
  attempts.map(({ attempt, ...tally }) => ({ key: String(attempt), name: ORDINALS[attempt - 1] ?? `Call ${attempt}`, ...tally }))

type Column = Breakdown['columns'][number]

export const columnRows = ({ values, others, without }: Column): TallyRow[] => [
  ...values.map(({ value, ...tally }) => ({ key: `value ${value}`, name: value, ...tally })),
  ...(others.contacts > 0
    ? [{ key: 'others', name: `${plural(others.contacts, 'value')} of one contact each`, isRest: true, ...others }]
    : []),
  ...(without.contacts > 0 ? [{ key: 'without', name: 'Without a value', isRest: true, ...without }] : []),
]

/** The one that is asked for; else the first in which there is something to compare. */
export const chosenColumn = ({ columns }: Breakdown, name: string | undefined): Column | undefined =>
  columns.find((column) => column.name === name) ?? columns.find(({ values }) => values.length > 1) ?? columns[0]
