// What was found out of a file, in one line.
import type { FoundFile } from '#contract/list-preview.ts'
import { count } from '../../format.ts'

const FORMATS = { delimited: 'Text', json: 'JSON', jsonl: 'JSON, an object to a line', xlsx: 'Excel workbook' } as const
const DELIMITERS: Readonly<Record<string, string>> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' }
const ENCODINGS = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
} as const

const headerOf = ({ hasHeader, firstLine, format }: FoundFile): string | undefined => {
  const row = format === 'xlsx' ? 'row' : 'line'
  if (hasHeader === false) return 'no header, so the columns are numbered'
  if (hasHeader && firstLine > 2) return `contacts from ${row} ${count(firstLine)} on`
  return undefined
}

export const factsOf = (file: FoundFile): string =>
  [
    file.delimiter === undefined ? FORMATS[file.format] : `Text separated by ${DELIMITERS[file.delimiter] ?? file.delimiter}`,
    file.sheet === undefined ? undefined : `sheet “${file.sheet}”`,
    file.encoding && ENCODINGS[file.encoding],
    file.isGzipped ? 'packed' : undefined,
    headerOf(file),
  ]
    .filter((fact) => fact !== undefined)
    .join(', ')
