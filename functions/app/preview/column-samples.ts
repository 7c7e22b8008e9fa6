// The columns of a list with what stands in the first of their cells.
import type { ListShape } from '#contract/list.ts'
import type { FoundColumn } from '#contract/list-preview.ts'
import { cleanCell } from '#domain/list/cell-text.ts'
import type { ListRecord } from '#domain/list/record.ts'

/** As many as tell what a column is. */
const SAMPLES = 3
const LONGEST = 80

export const sampleColumns = ({ headers: ofList, fields }: Pick<ListShape, 'headers' | 'fields'>) => {
  const columns = ofList.map((header, i): FoundColumn => ({ header, field: fields[i] ?? 'variable', samples: [] }))
  const wanting = new Map(columns.entries())
  return {
    columns,
    add({ cells, headers = ofList }: Pick<ListRecord, 'cells' | 'headers'>): void {
      for (const [index, { header, samples }] of wanting) {
        const at = headers === ofList ? index : headers.indexOf(header)
        const text = cleanCell(cells[at] ?? '').slice(0, LONGEST)
        if (text !== '') samples.push(text)
        if (samples.length >= SAMPLES) wanting.delete(index)
      }
    },
  }
}
