// Every write that touches more than one item. Nobody else may build a transaction over attempts, contacts, numbers and lanes.
import type { Ledger } from '#app/ports/ledger.ts'
import { callsIn } from './ledger-call.ts'
import { contactMovesIn } from './ledger-contact.ts'
import { forgettingIn } from './ledger-forget.ts'
import { slicesIn } from './ledger-import.ts'
import { closingIn } from './ledger-lanes.ts'
import { suppressingIn } from './ledger-suppress.ts'
import type { Table } from './table-operations.ts'

export const ledgerIn = (table: Table): Ledger => ({
  ...callsIn(table),
  ...contactMovesIn(table),
  ...slicesIn(table),
  ...closingIn(table),
  ...forgettingIn(table),
  ...suppressingIn(table),
})
