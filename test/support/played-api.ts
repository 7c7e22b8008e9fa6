// The API's handler over operations that a test plays.
import type { KeptAnswers } from '#app/ports/kept-answers.ts'
import { httpHandler } from '#runtime/http.ts'
import { log } from '#runtime/log.ts'
import { memoryTable } from '../simulation/table/memory-table.ts'
import { type Operations, operationsWith } from './operations.ts'
import { openStore } from './store.ts'

const nothingKept: KeptAnswers = { begin: async () => ({ kind: 'begun' }), keep: async () => {}, forget: async () => {} }
export const handlerOf = (played: Partial<Operations>) => {
  const { audit, clock } = openStore(() => memoryTable())
  return httpHandler({ audit, clock, log, keptAnswers: nothingKept }, operationsWith(played))
}
