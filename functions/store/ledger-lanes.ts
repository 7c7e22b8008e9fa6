// Closing many lanes at once: a single write for each would take a big campaign's pause half a minute.
import type { Ledger } from '#app/ports/ledger.ts'
import { changeLane, writeParts } from './ledger-parts.ts'
import type { Table } from './table-operations.ts'

export const closingIn = (table: Table): Pick<Ledger, 'closeLanes'> => ({
  closeLanes: (campaignId, { lanes, run }) =>
    writeParts<'lane'>(
      table,
      lanes.map((lane) =>
        changeLane({ campaignId, k: lane.k }, { set: { run, open: false }, remove: ['slot'], deltas: {} }, { open: true, run: lane.run }),
      ),
    ),
})
