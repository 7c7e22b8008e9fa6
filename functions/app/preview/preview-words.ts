// The words of a campaign as the rows of a list would have them, and what those rows lack.
import type { ContactRow } from '#contract/contact.ts'
import type { E164 } from '#contract/ids.ts'
import type { PreviewWords, WordsPart } from '#contract/list-preview.ts'
import { lackingIn, partsOf, valuesOf } from '#domain/template.ts'

export type Words = { prompt: string; firstMessage: string }
type Spoken = { line: number; row: ContactRow; e164: E164 }

const EXAMPLES = 5
/** Long enough for any prompt; values that are said a thousand times over are not. */
const LONGEST = 30_000

const cut = (parts: readonly WordsPart[]): WordsPart[] => {
  const kept: WordsPart[] = []
  let left = LONGEST
  for (const part of parts) {
    if (left <= 0) return [...kept, { text: '…' }]
    kept.push({ ...part, text: part.text.slice(0, left) })
    left -= part.text.length
  }
  return kept
}

export const previewWords = (words: Words) => {
  const lacking = new Map<string, number>()
  const examples: PreviewWords['examples'] = []
  return {
    add({ line, row, e164 }: Spoken): void {
      const { prompt = words.prompt, firstMessage = words.firstMessage } = row
      const values = valuesOf(row)
      for (const variable of lackingIn([prompt, firstMessage], values)) lacking.set(variable, (lacking.get(variable) ?? 0) + 1)
      if (examples.length >= EXAMPLES) return
      examples.push({
        ...{ line, phone: e164, name: row.name },
        ...{ prompt: cut(partsOf(prompt, values)), firstMessage: cut(partsOf(firstMessage, values)) },
      })
    },
    result: (): PreviewWords => ({
      lacking: Array.from(lacking, ([variable, rows]) => ({ variable, rows })).sort((a, b) => b.rows - a.rows),
      examples,
    }),
  }
}
