// The table as a deployment has it: its indexes lag, and transactions that meet at an item get into each other's way.
import type { Table } from '#store/table-operations.ts'
import type { SystemClock } from '../../../local/clock/clock.ts'
import { busyAfterTransactions } from '../table/contention.ts'
import { type MemoryTableOptions, memoryTable } from '../table/memory-table.ts'
import { chanceOf } from './chance.ts'
import type { Faults } from './faults.ts'
import { TIMING, TRANSACTION_MS } from './timing.ts'

type Needs = { clock: SystemClock; seed: number; faults: () => Faults; options: MemoryTableOptions }

export const slowTable = ({ clock, seed, faults, options }: Needs): Table => {
  const index = chanceOf(seed, 'index')
  const { random } = chanceOf(seed, 'contention')
  return memoryTable({
    ...options,
    contention: busyAfterTransactions(TRANSACTION_MS, { clock, random }),
    lag: {
      ms: () => index.within(TIMING.index) + (index.happens(faults().slowIndex) ? index.within(TIMING.slowIndex) : 0),
      after: clock.after,
    },
  })
}
