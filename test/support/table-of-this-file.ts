// A table for the tests of one file: there before the first of them, gone after the last.
import { afterAll, beforeAll } from 'vitest'
import { startTable } from './table.ts'

export const tableOfThisFile = (): void => {
  let table: Awaited<ReturnType<typeof startTable>>
  beforeAll(async () => {
    table = await startTable()
  })
  afterAll(() => table.close())
}
