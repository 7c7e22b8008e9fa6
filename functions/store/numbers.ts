// A telephone number's own record: its lock, its suppression and its latest calls, over all campaigns.
import type { Numbers } from '#app/ports.ts'
import { NumberRecord } from '#app/records.ts'
import type { Table } from './dynamo.ts'
import { numberKey } from './table.ts'

export const numbersIn = (table: Table): Numbers => ({ get: (e164) => table.get(numberKey(e164), NumberRecord) })
