import { describe, expect, test } from 'vitest'
import { complete, completionAt, matching } from '../../../../dashboard/features/new-campaign/completion.ts'

describe('the variable at the cursor', () => {
  test.each([
    ['Hello {{', 8, { start: 6, end: 8, query: '' }],
    ['Hello {na', 9, { start: 6, end: 9, query: 'na' }],
    ['Hello {{renewal da', 18, { start: 6, end: 18, query: 'renewal da' }],
    ['Hello {{na and more', 10, { start: 6, end: 10, query: 'na' }],
  ])('is open in %j at %i', (text, cursor, found) => {
    expect(completionAt(text, cursor)).toEqual(found)
  })

  test.each([
    ['Hello {{name}}', 14],
    ['Hello {{name|there', 18],
    ['{{name\n', 7],
    ['Hello', 5],
  ])('is none in %j at %i', (text, cursor) => {
    expect(completionAt(text, cursor)).toBeUndefined()
  })
})

test('names that begin as was written come before those that hold it; capitals and signs make no difference', () => {
  expect(matching(['Old plan', 'name', 'Plan_B'], 'plan')).toEqual(['Plan_B', 'Old plan'])
})

test('a completed name is closed once, and the cursor stands behind it', () => {
  const open = completionAt('Hello {{na, hi', 10)
  expect(open && complete('Hello {{na, hi', open, 'name')).toEqual({ text: 'Hello {{name}}, hi', cursor: 14 })
  const closed = completionAt('Hello {{na}}, hi', 10)
  expect(closed && complete('Hello {{na}}, hi', closed, 'name')).toEqual({ text: 'Hello {{name}}, hi', cursor: 14 })
})
