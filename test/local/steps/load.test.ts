import { describe, expect, test } from 'vitest'
import { loadMachine } from '../../../local/steps/load.ts'
import { definitionOf, task } from './world.ts'

const problems = (definition: unknown): string[] => {
  try {
    loadMachine({ name: 'dialer', definition })
    return []
  } catch (error) {
    const [, ...lines] = error instanceof Error ? error.message.split('\n  ') : []
    return lines
  }
}
const done = { Done: { Type: 'Succeed' } }
const item = { StartAt: 'One', States: { One: { Type: 'Pass', End: true } } }
const distributed = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } }
const one = (state: Record<string, unknown>, more?: Record<string, unknown>) => problems(definitionOf({ One: state }, more))
const lanes = (fields: Record<string, unknown>) =>
  problems(
    definitionOf({
      RunLanes: {
        Type: 'Map',
        ItemProcessor: { ...distributed, ...item, StartAt: 'Lane', States: { Lane: item.States.One } },
        End: true,
        ...fields,
      },
    }),
  )

describe('a definition is refused, with the path, for', () => {
  test.each([
    ['a field that is not implemented', lanes({ ItemReader: {} }), ['States.RunLanes.ItemReader is not supported']],
    [
      'several of them',
      lanes({ ItemBatcher: {}, ResultWriter: {} }),
      ['States.RunLanes.ItemBatcher is not supported', 'States.RunLanes.ResultWriter is not supported'],
    ],
    ['one deep inside', one(task('f', { Retry: [{ ErrorEquals: ['A'], Path: 1 }] })), ['States.One.Retry.0.Path is not supported']],
    ['one at the top', problems({ ...definitionOf(done), Extra: 1 }), ['Extra is not supported']],
    ['a field of JSONPath', one({ Type: 'Pass', End: true, ResultPath: '$.x' }), ['States.One.ResultPath is not supported']],
    ['a type of state', one({ Type: 'Parallel', End: true }), ['States.One.Type Parallel is not supported']],
    ['JSONPath', problems({ ...definitionOf(done), QueryLanguage: 'JSONPath' }), ['States.Done uses JSONPath: only JSONata is supported']],
    ['JSONPath by default', problems({ StartAt: 'Done', States: done }), ['States.Done uses JSONPath: only JSONata is supported']],
    ['JSONPath in one state', one({ Type: 'Succeed', QueryLanguage: 'JSONPath' }), ['States.One uses JSONPath: only JSONata is supported']],
    [
      'another resource',
      one(task('f', { Resource: 'arn:aws:states:::sqs:sendMessage' })),
      ['States.One.Resource: must be arn:aws:states:::lambda:invoke, with or without .waitForTaskToken'],
    ],
    [
      'another argument',
      one(task('f', { Arguments: { FunctionName: 'f', Qualifier: '1' } })),
      ['States.One.Arguments.Qualifier is not supported'],
    ],
    [
      'children that are Express',
      lanes({ ItemProcessor: { ...item, ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'EXPRESS' } } }),
      ['States.RunLanes.ItemProcessor.ProcessorConfig.ExecutionType: Invalid input: expected "STANDARD"'],
    ],
    ['a Next that leads nowhere', one({ Type: 'Pass', Next: 'Gone' }), ['States.One leads to Gone, which does not exist']],
    [
      'a Catch that leads nowhere',
      one(task('f', { Catch: [{ ErrorEquals: ['A'], Next: 'Gone' }] })),
      ['States.One leads to Gone, which does not exist'],
    ],
    [
      'a start that leads nowhere',
      problems({ ...definitionOf(done), StartAt: 'Gone' }),
      ['StartAt leads to Gone, which does not exist', 'States.Done is never reached'],
    ],
    [
      'a state that is never reached',
      problems(definitionOf({ One: { Type: 'Succeed' }, Two: { Type: 'Succeed' } })),
      ['States.Two is never reached'],
    ],
    ['neither Next nor End', one({ Type: 'Pass' }), ['States.One: must have either Next or End: true']],
    ['both Next and End', one({ Type: 'Pass', Next: 'One', End: true }), ['States.One: must have either Next or End: true']],
    ['no time to wait for', one({ Type: 'Wait', End: true }), ['States.One: must have either Seconds or Timestamp']],
    [
      'States.ALL among others',
      one(task('f', { Retry: [{ ErrorEquals: ['A', 'States.ALL'] }] })),
      ['States.One.Retry.0: States.ALL must stand alone and come last'],
    ],
    [
      'States.ALL before others',
      one(
        task('f', {
          Catch: [
            { ErrorEquals: ['States.ALL'], Next: 'One' },
            { ErrorEquals: ['A'], Next: 'One' },
          ],
        }),
      ),
      ['States.One.Catch.0: States.ALL must stand alone and come last'],
    ],
    ['a heartbeat that nobody can send', one(task('f', { HeartbeatSeconds: 5 })), ['States.One.HeartbeatSeconds needs .waitForTaskToken']],
    [
      'a heartbeat longer than the timeout',
      one(task('f', { Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', HeartbeatSeconds: 5, TimeoutSeconds: 5 })),
      ['States.One.HeartbeatSeconds must be smaller than TimeoutSeconds'],
    ],
    [
      'tolerated failures of an Inline Map',
      lanes({ ItemProcessor: item, ToleratedFailureCount: 1 }),
      ['States.RunLanes.ToleratedFailureCount needs Mode DISTRIBUTED'],
    ],
    [
      'a variable with the name of $states',
      one({ Type: 'Pass', Assign: { states: 1 }, End: true }),
      ['States.One.Assign.states: Invalid key in record'],
    ],
    ['$eval', one({ Type: 'Pass', Output: '{% [1, $eval("1")] %}', End: true }), ['States.One.Output: $eval is not supported']],
    ['a definition that is none', problems('x'), ['The definition: Invalid input: expected object, received string']],
  ])('%s', (_what, found, expected) => {
    expect(found).toEqual(expected)
  })

  test('an expression that cannot be read', () => {
    expect(one({ Type: 'Pass', Output: { a: '{% 1 + %}' }, End: true })[0]).toMatch(/^States\.One\.Output\.a: /)
  })

  test('a state name that is used twice, also inside a Map', () => {
    const found = problems(definitionOf({ One: { Type: 'Map', ItemProcessor: { ...distributed, ...item }, End: true } }))
    expect(found).toEqual(['States.One.ItemProcessor.States.One: another state has this name'])
  })

  test('faults inside a Map, with the whole path', () => {
    const processor = { ...distributed, StartAt: 'Two', States: { Two: { Type: 'Pass', Next: 'One' } } }
    const found = problems(definitionOf({ One: { Type: 'Map', ItemProcessor: processor, End: true } }))
    expect(found).toEqual(['States.One.ItemProcessor.States.Two leads to One, which does not exist'])
  })

  test('a variable of an Inline Map that is also assigned outside', () => {
    const processor = { StartAt: 'Two', States: { Two: { Type: 'Pass', Assign: { n: 1 }, End: true } } }
    const map = { Type: 'Map', ItemProcessor: processor, End: true, Assign: { n: 2 } }
    expect(problems(definitionOf({ One: map }))).toEqual(['States.One.ItemProcessor: the variable n is also assigned outside'])
    const separate = { ...map, ItemProcessor: { ...distributed, ...processor } }
    expect(problems(definitionOf({ One: separate }))).toEqual([])
  })
})

test('what only comments is accepted everywhere', () => {
  const Comment = '{% not an expression'
  const Catch = [{ ErrorEquals: ['A'], Next: 'Two', Comment }]
  const states = {
    One: task('f', { Comment, Catch, Retry: [{ ErrorEquals: ['A'], Comment }], Next: 'Two' }),
    Two: { Type: 'Choice', Comment, Choices: [{ Condition: true, Next: 'Done', Comment }] },
    Done: { Type: 'Succeed', Comment, QueryLanguage: 'JSONata' },
  }
  expect(problems(definitionOf(states, { Comment, Version: '1.0', TimeoutSeconds: 10 }))).toEqual([])
})
