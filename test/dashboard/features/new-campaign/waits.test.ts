import { expect, test } from 'vitest'
import { readWaits } from '../../../../dashboard/features/new-campaign/waits.ts'

const MINUTE_MS = 60_000

test.each([
  ['5 min, 1 h, 1 day', [5 * MINUTE_MS, 60 * MINUTE_MS, 24 * 60 * MINUTE_MS]],
  ['90m; 1.5 hours', [90 * MINUTE_MS, 90 * MINUTE_MS]],
  ['', []],
  [' , ', []],
])('%j is read as waits one after the other', (text, waits) => {
  expect(readWaits(text)).toEqual(waits)
})

test.each(['soon', '5', '5 min, later', '-1 h'])('%j is refused as a whole', (text) => {
  expect(readWaits(text)).toBeUndefined()
})
