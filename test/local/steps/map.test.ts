import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { ARN, definitionOf, type Lambda, task, tokenTask, worldOf } from './world.ts'

type States = Parameters<typeof definitionOf>[0]

const map = (mode: 'DISTRIBUTED' | 'INLINE', states: States, more: Record<string, unknown> = {}) => {
  const { QueryLanguage: _, ...processor } = definitionOf(states)
  const ProcessorConfig = mode === 'INLINE' ? { Mode: mode } : { Mode: mode, ExecutionType: 'STANDARD' }
  return { Type: 'Map', ItemProcessor: { ProcessorConfig, ...processor }, ...('Next' in more ? {} : { End: true }), ...more }
}

const modes = ['DISTRIBUTED', 'INLINE'] as const
const same = { Same: { Type: 'Pass', End: true } }
const Lines = { Items: '{% [0..$states.input.lines - 1] %}' }

/** Fails for the items that are told, after a second. */
const failsFor = (...items: number[]): Record<string, Lambda> => ({
  dial: (event) => {
    if (items.includes(Number(event))) throw new Error(`no ${event}`)
    return event
  },
})

describe.each(modes)('a Map in mode %s', (mode) => {
  test('gives the outputs in the order of the items, whichever was ready first', async () => {
    const states = {
      Sleep: { Type: 'Wait', Seconds: '{% 10 - $states.input %}', Next: 'Double' },
      Double: { Type: 'Pass', Output: '{% $states.input * 2 %}', End: true },
    }
    const ended = await worldOf({ Lanes: map(mode, states, Lines) }).run({ lines: 4 })
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: [0, 2, 4, 6], seconds: 10 })
  })

  test('takes its items from the input when it names none', async () => {
    expect((await worldOf({ Lanes: map(mode, same) }).run(['a', 'b'])).output).toEqual(['a', 'b'])
  })

  test('gives each item what the selector makes of it', async () => {
    const ItemSelector = {
      k: '{% $states.context.Map.Item.Value %}',
      index: '{% $states.context.Map.Item.Index %}',
      run: '{% $run %}',
      id: '{% $states.input.id %}',
    }
    const world = worldOf({
      Set: { Type: 'Pass', Assign: { run: 3 }, Next: 'Lanes' },
      Lanes: map(mode, same, { Items: ['x', 'y'], ItemSelector }),
    })
    expect((await world.run({ id: 'c' })).output).toEqual([
      { k: 'x', index: 0, run: 3, id: 'c' },
      { k: 'y', index: 1, run: 3, id: 'c' },
    ])
  })

  test('runs so many at a time as MaxConcurrency says', async () => {
    const world = worldOf({
      Lanes: map(mode, { Sleep: { Type: 'Wait', Seconds: 10, End: true } }, { ...Lines, MaxConcurrency: '{% $states.input.most %}' }),
    })
    expect(await world.run({ lines: 7, most: 3 })).toMatchObject({ seconds: 30 })
  })

  test('has no limit of its own with MaxConcurrency 0', async () => {
    const world = worldOf({ Lanes: map(mode, { Sleep: { Type: 'Wait', Seconds: 10, End: true } }, { ...Lines, MaxConcurrency: 0 }) })
    expect(await world.run({ lines: 40 })).toMatchObject({ seconds: 10 })
  })

  test('gives an empty list for no items', async () => {
    expect(await worldOf({ Lanes: map(mode, same) }).run([])).toMatchObject({ status: 'SUCCEEDED', output: [] })
  })

  test.each([
    ['Items', { Items: '{% "all" %}' }],
    ['MaxConcurrency', { ...Lines, MaxConcurrency: '{% -1 %}' }],
    ['ItemSelector', { ...Lines, ItemSelector: '{% $nobody %}' }],
  ])('fails when %s has no such value', async (_field, fields) => {
    expect(await worldOf({ Lanes: map(mode, same, fields) }).run({ lines: 2 })).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
    })
  })

  test('fails when the results are over 256 KiB', async () => {
    const states = { Much: { Type: 'Pass', Output: '{% $pad("", 90000, "x") %}', End: true } }
    expect(await worldOf({ Lanes: map(mode, states, Lines) }).run({ lines: 3 })).toMatchObject({ error: 'States.DataLimitExceeded' })
  })

  test('can be tried again and caught', async () => {
    let calls = 0
    const dial: Lambda = () => {
      calls += 1
      throw new Error('broken')
    }
    const world = worldOf(
      {
        Lanes: map(
          mode,
          { Dial: task('dial') },
          {
            Items: [1],
            Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1 }],
            Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }],
            Next: 'Caught',
          },
        ),
        Caught: { Type: 'Succeed', Output: '{% $states.input.Error %}' },
      },
      { lambdas: { dial } },
    )
    expect((await world.run()).output).toBe(mode === 'INLINE' ? 'Error' : 'States.ExceedToleratedFailureThreshold')
    expect(calls).toBe(2)
  })
})

describe('an Inline Map', () => {
  test('lets its states read the variables outside, and the item, and keeps theirs to itself', async () => {
    const states = {
      Set: { Type: 'Pass', Assign: { own: '{% $outer + $states.context.Map.Item.Value %}' }, Next: 'Get' },
      Get: { Type: 'Pass', Output: '{% $own %}', End: true },
    }
    const world = worldOf({
      Set0: { Type: 'Pass', Assign: { outer: 10 }, Next: 'Lanes' },
      Lanes: map('INLINE', states, { Items: [1, 2], Next: 'After' }),
      After: { Type: 'Succeed', Output: '{% {"items": $states.input, "leaked": $exists($own)} %}' },
    })
    expect((await world.run()).output).toEqual({ items: [11, 12], leaked: false })
  })

  test('fails with the first item that fails, which is no failure of the others for them to catch', async () => {
    let isCaught = false
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }]
    const states = {
      Which: { Type: 'Choice', Choices: [{ Condition: '{% $states.input = 0 %}', Next: 'Broken' }], Default: 'Ask' },
      Broken: { Type: 'Fail', Error: 'Broken' },
      Ask: tokenTask('ask', { Arguments: { FunctionName: 'ask' }, Catch, Next: 'Caught' }),
      Caught: task('caught'),
    }
    const caught: Lambda = () => {
      isCaught = true
    }
    const world = worldOf({ Lanes: map('INLINE', states, { Items: [1, 0, 1] }) }, { lambdas: { ask: () => null, caught } })
    expect(await world.run()).toMatchObject({ status: 'FAILED', error: 'Broken' })
    await world.pass(1000)
    expect(isCaught).toBe(false)
    expect(world.steps.counts()).toEqual({ executions: 0, tasks: 0 })
  })

  test('that fails stops the items that wait', async () => {
    const states = { Dial: task('dial', { Next: 'Sleep' }), Sleep: { Type: 'Wait', Seconds: 100, End: true } }
    const world = worldOf({ Lanes: map('INLINE', states, { Items: [0, 1, 2] }) }, { lambdas: failsFor(1) })
    expect(await world.run()).toMatchObject({ status: 'FAILED', error: 'Error', seconds: 0 })
  })
})

describe('a Distributed Map', () => {
  const lanes = (more: Record<string, unknown> = {}) =>
    map('DISTRIBUTED', { Dial: task('dial', { Output: '{% $states.input %}' }) }, { ...Lines, ...more })

  test('hides the variables of its parent from the children', async () => {
    const world = worldOf({
      Set: { Type: 'Pass', Assign: { outer: 10 }, Next: 'Lanes' },
      Lanes: map('DISTRIBUTED', { Get: { Type: 'Pass', Output: '{% $exists($outer) %}', End: true } }, { Items: [1] }),
    })
    expect((await world.run()).output).toEqual([false])
  })

  test('runs its children as executions of their own, listed by the map run', async () => {
    const child = {
      Look: { Type: 'Pass', Output: '{% $states.context %}', Next: 'Sleep' },
      Sleep: { Type: 'Wait', Seconds: 60, End: true },
    }
    const world = worldOf({ RunLanes: map('DISTRIBUTED', child, { ...Lines, Label: 'lane' }) })
    const arn = world.start({ lines: 3 }, 'one')
    await world.pass(10)
    expect(world.steps.counts()).toEqual({ executions: 4, tasks: 0 })
    expect(world.steps.listExecutions({ stateMachineArn: ARN }).map((execution) => execution.name)).toEqual(['one'])
    const { output } = await world.ended(arn)
    const Child = z.object({ Execution: z.object({ Id: z.string(), Input: z.int() }), StateMachine: z.object({ Name: z.string() }) })
    const children = z.array(Child).parse(output)
    expect(children.map(({ Execution }) => Execution.Input)).toEqual([0, 1, 2])
    expect(children[0]?.Execution.Id).toMatch(/^arn:aws:states:us-east-1:123456789012:execution:dialer\/lane:[\w-]{36}$/)
    expect(children[0]?.StateMachine.Name).toBe('dialer')
    expect(world.steps.counts()).toEqual({ executions: 0, tasks: 0 })
  })

  test('lists the running children of a map run, and forgets those that have ended', async () => {
    const ids: string[] = []
    const note: Lambda = (id) => ids.push(String(id))
    const child = {
      Note: task('note', {
        Arguments: { FunctionName: 'note', Payload: '{% $states.context.Execution.Id %}' },
        Output: '{% $states.input %}',
        Next: 'Sleep',
      }),
      Sleep: { Type: 'Wait', Seconds: '{% 10 * $states.input %}', End: true },
    }
    const world = worldOf({ RunLanes: map('DISTRIBUTED', child, { Items: [1, 2] }) }, { lambdas: { note } })
    const arn = world.start()
    await world.pass(5000)
    const [first = '', second = ''] = ids
    const { mapRunArn = '', machineArn, status } = world.steps.describeExecution({ executionArn: first })
    expect([status, machineArn]).toEqual(['RUNNING', `${ARN}/RunLanes`])
    const listed = () => world.steps.listExecutions({ mapRunArn }).map((execution) => execution.arn)
    expect(listed()).toEqual([second, first])
    await world.pass(10_000)
    expect(listed()).toEqual([second])
    expect(() => world.steps.describeExecution({ executionArn: first })).toThrow('Execution Does Not Exist')
    await world.ended(arn)
    expect(listed).toThrow('Resource not found')
  })

  test('fails at the first failure when it tolerates none', async () => {
    const world = worldOf({ Lanes: lanes() }, { lambdas: failsFor(1) })
    expect(await world.run({ lines: 3 })).toMatchObject({ status: 'FAILED', error: 'States.ExceedToleratedFailureThreshold' })
  })

  test.each([
    [{ ToleratedFailurePercentage: 100 }, [0, 1, 2, 3], []],
    [{ ToleratedFailurePercentage: 50 }, [0, 3], [1, 2]],
    [{ ToleratedFailurePercentage: '{% 49 %}' }, [0, 3], 'failed'],
    [{ ToleratedFailureCount: 2 }, [0, 3], [1, 2]],
    [{ ToleratedFailureCount: '{% 1 %}' }, [0, 3], 'failed'],
    [{ ToleratedFailureCount: 3, ToleratedFailurePercentage: 25 }, [0, 3], 'failed'],
  ])('with %j and failures of %j gives %j', async (tolerance, failures, expected) => {
    const ended = await worldOf({ Lanes: lanes(tolerance) }, { lambdas: failsFor(...failures) }).run({ lines: 4 })
    expect(ended.status === 'FAILED' ? 'failed' : ended.output).toEqual(expected)
  })

  test('stops the other children when too many have failed', async () => {
    const states = { Dial: task('dial', { Next: 'Sleep' }), Sleep: { Type: 'Wait', Seconds: 100, End: true } }
    const world = worldOf({ Lanes: map('DISTRIBUTED', states, Lines) }, { lambdas: failsFor(2) })
    expect(await world.run({ lines: 3 })).toMatchObject({ status: 'FAILED', seconds: 0 })
    expect(world.steps.counts().executions).toBe(0)
  })

  test('stopping the parent stops the children and kills their tokens', async () => {
    const tokens: string[] = []
    const ask: Lambda = (event) => {
      tokens.push(z.object({ token: z.string() }).parse(event).token)
    }
    const states = { Ask: tokenTask('ask') }
    const world = worldOf({ Lanes: map('DISTRIBUTED', states, { Items: [{}, {}] }) }, { lambdas: { ask } })
    const arn = world.start()
    await world.pass(10)
    expect(world.steps.counts()).toEqual({ executions: 3, tasks: 2 })
    world.steps.stopExecution({ executionArn: arn, error: 'Stopped', cause: 'by hand' })
    expect(world.steps.counts()).toEqual({ executions: 0, tasks: 0 })
    expect(() => world.steps.sendTaskSuccess({ taskToken: tokens[1] ?? '', output: '1' })).toThrow('The task has ended')
    expect(await world.ended(arn)).toMatchObject({ status: 'ABORTED', error: 'Stopped', cause: 'by hand' })
  })
})
