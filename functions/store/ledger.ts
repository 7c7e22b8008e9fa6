// Every write that touches more than one item. Nobody else may build a transaction over attempts, contacts, numbers and lanes.
import type { Ledger } from '#app/ports/ledger.ts'
import { claimsIn } from './ledger-claim.ts'
import { forgettingIn } from './ledger-forget.ts'
import { slicesIn } from './ledger-import.ts'
import { closingIn } from './ledger-lanes.ts'
import { newsIn } from './ledger-news.ts'
import { suppressingIn } from './ledger-suppress.ts'
import type { Table } from './table-operations.ts'

export const ledgerIn = (table: Table): Ledger => ({
  ...claimsIn(table),
  ...newsIn(table),
  ...slicesIn(table),
  ...closingIn(table),
  ...forgettingIn(table),
  ...suppressingIn(table),
})
