// The plain part of JSONata says what the interpreter says, or leaves it to the interpreter.
import fc from 'fast-check'
import jsonata from 'jsonata'
import { expect, test } from 'vitest'
import { plainOf } from '../../../local/steps/plain.ts'

const SOURCES = [
  '0',
  '"run"',
  'true',
  'null',
  '$lines',
  '$states.input',
  '$states.input.turn',
  '$states.input.turn + 1',
  '2 * $states.input.turn - $lines',
  "$states.input.next = 'run'",
  "$states.input.next != 'run' and $lines >= 1",
  '$states.input.turn < $lines',
  '$states.input.turn <= 3',
  '$lines > 0',
  '{"turn": $states.input.turn, "next": $states.input.next}',
  '$merge([$states.input, {"turn": $states.input.turn + 1}, {"bad": 0}])',
  '$merge([$states.input, $parse($states.cause)])',
  '$parse($states.cause)',
]

/** Anything that JSON can say, under names that the expressions ask for. */
const value = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true }),
  fc.constantFrom('run', 'wait'),
  fc.boolean(),
  fc.constant(null),
  fc.jsonValue(),
)
const bindings = fc.record({
  lines: value,
  states: fc.record(
    {
      input: fc.oneof(fc.record({ turn: value, next: value }, { requiredKeys: [] }), value),
      cause: fc.oneof(fc.json(), fc.string()),
    },
    { requiredKeys: [] },
  ),
})

/** Undefined when it throws, as plain expressions do. */
const interpreted = async (source: string, given: Record<string, unknown>): Promise<unknown> => {
  const expression = jsonata(source)
  expression.registerFunction('parse', (text: string): unknown => JSON.parse(text), '<s:x>')
  return expression.evaluate(undefined, given).catch(() => undefined)
}

test('whatever the data, a plain expression gives what the interpreter gives, or nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...SOURCES), bindings, async (source, given) => {
      const plain = plainOf(source)?.(structuredClone(given))
      if (plain !== undefined) expect(plain).toEqual(await interpreted(source, given))
    }),
    { numRuns: 2_000 },
  )
})

test('a field of the name __proto__ is a field like any other', async () => {
  const [source, given] = ['$merge([$states.input, $parse($states.cause)])', { states: { input: {}, cause: '{"__proto__":null}' } }]
  const plain = plainOf(source)?.(given)
  expect(JSON.stringify(plain)).toBe('{"__proto__":null}')
  expect(JSON.stringify(await interpreted(source, given))).toBe('{"__proto__":null}')
})

test('a lane’s own expressions are plain', () => {
  const states = { input: { turn: 3, next: 'run' }, cause: '{"seconds": 7}' }
  for (const source of SOURCES) expect([source, plainOf(source)?.({ lines: 5, states })]).not.toContain(undefined)
})

test.each([
  ['a range', '[0..$lines-1]'],
  ['a predicate', '$states.input[turn = 1]'],
  ['a sort', '$states.input^(turn)'],
  ['a condition', '$lines = 1 ? 1 : 2'],
  ['a function that is not ours', '$min([60, $lines])'],
  ['a variable that is bound', '($a := 1; $a)'],
])('%s is left to the interpreter', (_, source) => {
  expect(plainOf(source)).toBeUndefined()
})

test('a list on the way is left to the interpreter, which maps over it', () => {
  expect(plainOf('$states.input.turn')?.({ states: { input: [{ turn: 1 }, { turn: 2 }] } })).toBeUndefined()
})
