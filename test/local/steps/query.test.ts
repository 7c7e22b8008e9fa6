import { describe, expect, test } from 'vitest'
import { worldOf } from './world.ts'

const evaluate = (expression: string, input: unknown = {}) =>
  worldOf({ Look: { Type: 'Pass', Output: { value: `{% ${expression} %}` }, End: true } }, { random: 0.25 }).run(input)

describe('an expression', () => {
  test.each([
    ['$parse("{\\"a\\":[1]}")', { a: [1] }],
    ['$range(0, 10, 5)', [0, 5, 10]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ['$range(3, 1, 1)', []],
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$hash("abc", "SHA-1")', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['$hash("abc", "MD5")', '900150983cd24fb0d6963f7d28e17f72'],
    ['$random()', 0.25],
    ['$random(7) = $random(7)', true],
    ['$random(7) = $random(8)', false],
    ['$length($uuid())', 36],
    ['$uuid() = $uuid()', false],
    ['$millis()', Date.parse('2026-03-02T09:00:00Z')],
    ['$now()', '2026-03-02T09:00:00.000Z'],
    ['$now("[H01]:[m01]", "+0100")', '10:00'],
    ['[0..2]', [0, 1, 2]],
    ['$merge([$states.input, {"turn": $states.input.turn + 1}])', { turn: 2 }],
  ])('%s gives %j', async (expression, value) => {
    expect(await evaluate(expression, { turn: 1 })).toMatchObject({ status: 'SUCCEEDED', output: { value } })
  })

  test.each([
    ['$states.input.missing', 'returned nothing'],
    ['$nobody', 'returned nothing'],
    ['$states.result', 'returned nothing'],
    ['input', 'returned nothing'],
    ['$sum', 'returned a function'],
    ['function($x) { $x }', 'returned a function'],
    ['$parse("{")', 'threw an error'],
    ['$parse(1)', 'threw an error'],
    ['$hash("abc", "CRC32")', '$hash knows MD5'],
    ['$partition([1], 0)', 'chunk size'],
    ['$range(1, 5, 0)', 'a step that is not 0'],
    ['$range(1, 5000, 1)', 'at most 1000'],
    ['1 + "a"', 'must evaluate to a number'],
  ])('%s fails the state: %s', async (expression, reason) => {
    const { status, error, cause } = await evaluate(expression)
    expect([status, error]).toEqual(['FAILED', 'States.QueryEvaluationError'])
    expect(cause).toContain(reason)
    expect(cause).toContain("'Output/value'")
  })
})
