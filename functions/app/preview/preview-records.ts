// The records of a list, wherever they come from, counted and shown as they would be. Stops in time, and says so.

import type { Records } from '#app/list/open-list.ts'
import type { Clock } from '#app/ports/clock.ts'
import type { ListShape } from '#contract/list.ts'
import type { ListPreview } from '#contract/list-preview.ts'
import { sampleColumns } from './column-samples.ts'
import { judgeRows, type Plan } from './judge-rows.ts'
import type { LookUpPorts } from './look-up.ts'
import type { Words } from './preview-words.ts'
import { tallyRows } from './tally.ts'

type Look = {
  plan: Plan
  /** Absent: nobody has written any yet. */
  words: Words | undefined
  mostRows: number
}

/** Nobody likes to wait longer for a page; an answer of API Gateway may take 30 s at most. */
const PATIENCE_MS = 10_000

export const previewRecords =
  (ports: LookUpPorts & { clock: Clock }) =>
  async (
    { shape, records }: { shape: ListShape; records: Records },
    { plan, words, mostRows }: Look,
  ): Promise<Omit<ListPreview, 'problem' | 'file'>> => {
    const until = ports.clock.machine() + PATIENCE_MS
    const judge = judgeRows(ports, shape, plan)
    const tally = tallyRows(words)
    const samples = sampleColumns(shape)
    let isWhole = true
    for await (const some of records) {
      const left = mostRows - tally.counts.rows
      isWhole = some.length <= left && ports.clock.machine() < until
      const taken = some.slice(0, left)
      taken.forEach(samples.add)
      for (const judged of await judge(taken)) tally.add(judged)
      if (!isWhole) break
    }
    return { columns: samples.columns, isWhole, ...tally.result() }
  }
