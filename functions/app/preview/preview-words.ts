// The words of a campaign as the rows of a list would have them, and what those rows lack.
import type { ContactRow } from '#contract/contact.ts'
import type { E164 } from '#contract/ids.ts'
import type { PreviewWords, WordsPart } from '#contract/list-preview.ts'
import { fold } from '#domain/list/fold.ts'
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
  /** By their folded names: those are found in the same column. */
  const lacking = new Map<string, { variable: string; rows: number }>()
  const examples: PreviewWords['examples'] = []
  return {
    add({ line, row, e164 }: Spoken): void {
      const { prompt = words.prompt, firstMessage = words.firstMessage } = row
      const values = valuesOf(row)
      const names = new Map(lackingIn([prompt, firstMessage], values).map((variable) => [fold(variable) || variable, variable]))
      for (const [key, variable] of names) lacking.set(key, { variable, rows: (lacking.get(key)?.rows ?? 0) + 1 })
      if (examples.length >= EXAMPLES) return
      examples.push({
        ...{ line, phone: e164, name: row.name },
        ...{ prompt: cut(partsOf(prompt, values)), firstMessage: cut(partsOf(firstMessage, values)) },
      })
    },
    result: (): PreviewWords => ({
      lacking: [...lacking.values()].sort((a, b) => b.rows - a.rows),
      examples,
    }),
  }
}
