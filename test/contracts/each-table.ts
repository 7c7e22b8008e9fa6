// Runs a contract over every table: DynamoDB's own API, and the table in memory, so that neither can lie for the other.
import { afterAll, beforeAll, describe } from 'vitest'
import { memoryTable } from '../simulation/table/memory-table.ts'
import type { Parsing } from '../simulation/table/records.ts'
import { type OpenStore, openStore } from '../support/store.ts'
import { startTable } from '../support/table.ts'

/** All tests of a contract share one table, as all campaigns do. */
export const onEachTable = (contract: (openStore: OpenStore) => void): void => {
  describe('on DynamoDB', () => {
    let server: Awaited<ReturnType<typeof startTable>>
    beforeAll(async () => {
      server = await startTable()
    })
    afterAll(() => server.close())
    contract(() => openStore())
  })

  const parsings: Parsing[] = ['always', 'once']
  describe.each(parsings)('in memory, records parsed %s', (parse) => {
    const table = memoryTable({ parse })
    contract(() => openStore(() => table))
  })
}
