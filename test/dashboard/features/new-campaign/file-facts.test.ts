import { expect, test } from 'vitest'
import type { FoundFile } from '#contract/list-preview.ts'
import { factsOf } from '../../../../dashboard/features/new-campaign/file-facts.ts'

const aText: FoundFile = { format: 'delimited', isGzipped: false, encoding: 'utf-8', delimiter: ',', hasHeader: true, firstLine: 2 }

test.each<[string, FoundFile]>([
  ['Text separated by commas, UTF-8', aText],
  [
    'Text separated by tabs, UTF-16, packed, contacts from line 5 on',
    { ...aText, encoding: 'utf-16le', delimiter: '\t', isGzipped: true, firstLine: 5 },
  ],
  [
    'Text separated by bars, Windows-1252, no header, so the columns are numbered',
    { ...aText, encoding: 'windows-1252', delimiter: '|', hasHeader: false },
  ],
  ['JSON, UTF-8', { format: 'json', isGzipped: false, encoding: 'utf-8', firstLine: 1 }],
  [
    'Excel workbook, sheet “May”, contacts from row 4 on',
    { format: 'xlsx', isGzipped: false, hasHeader: true, firstLine: 4, sheet: 'May', sheets: ['May'] },
  ],
])('says %s', (said, file) => {
  expect(factsOf(file)).toBe(said)
})
