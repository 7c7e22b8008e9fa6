// Numbers of a list that nobody may call, many in one transaction: a request for each would take the time of a whole one.
import type { Ledger } from '#app/ports/ledger.ts'
import { part, writeParts } from './ledger-parts.ts'
import { suppressionOf } from './number-suppression.ts'
import { ABSENT } from './requirements.ts'
import { numberKey } from './table.ts'
import type { Table } from './table-operations.ts'

export const suppressingIn = (table: Table): Pick<Ledger, 'suppressNumbers'> => ({
  suppressNumbers: ({ numbers, at, because }) =>
    writeParts<'number'>(
      table,
      numbers.map(({ e164, by }) =>
        part('number', { key: numberKey(e164), change: suppressionOf(e164, { at, because, by }) }, { suppressedAt: ABSENT }),
      ),
    ),
})
