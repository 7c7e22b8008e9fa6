// What a number bears while nobody may call it: why, since when, and its place among all such numbers.
import type { E164 } from '#contract/ids.ts'
import type { Change } from './expression.ts'
import { suppressedPartition, suppressedSort } from './table.ts'

/** `by`: the row of a list that says so. */
type Why = { at: string; because: string; by?: string | undefined }

export const suppressionOf = (e164: E164, { at, because, by }: Why): Change => ({
  set: {
    ...{ suppressed: true, suppressedAt: at, suppressedBecause: because, suppressedBy: by },
    ...{ callsPK: suppressedPartition(e164), callsSK: suppressedSort(at, e164) },
  },
  add: { version: 1 },
})

export const unsuppressed: Change = {
  set: { suppressed: false },
  add: { version: 1 },
  remove: ['suppressedAt', 'suppressedBecause', 'suppressedBy', 'callsPK', 'callsSK'],
}
