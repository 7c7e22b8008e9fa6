import { describe, expect, test } from 'vitest'
import { type Lambda, task, worldOf } from './world.ts'

const failing = (
  error: string,
  { times = Number.POSITIVE_INFINITY } = {},
): { lambda: Lambda; calledAt: number[]; clock: { now?: () => number } } => {
  const calledAt: number[] = []
  const clock: { now?: () => number } = {}
  const lambda: Lambda = () => {
    calledAt.push(clock.now?.() ?? 0)
    if (calledAt.length > times) return 'done'
    throw Object.assign(new Error('it broke'), { name: error })
  }
  return { lambda, calledAt, clock }
}

/** When the task was tried, in seconds from the first, and how it ended. */
const tried = async ({
  error = 'Broken',
  times,
  random,
  ...fields
}: Record<string, unknown> & { error?: string; times?: number; random?: number }) => {
  const { lambda, calledAt, clock } = failing(error, times === undefined ? {} : { times })
  const world = worldOf({ Try: task('try', fields) }, { lambdas: { try: lambda }, ...(random === undefined ? {} : { random }) })
  clock.now = world.clock.now
  const ended = await world.run()
  return { at: calledAt.map((at) => (at - (calledAt[0] ?? 0)) / 1000), ended }
}

const ALL = ['States.ALL']

describe('Retry', () => {
  test('tries three more times after 1, 2 and 4 seconds by default', async () => {
    const { at, ended } = await tried({ Retry: [{ ErrorEquals: ALL }] })
    expect(at).toEqual([0, 1, 3, 7])
    expect(ended).toMatchObject({ status: 'FAILED', error: 'Broken' })
  })

  test('backs off as it is told, up to MaxDelaySeconds', async () => {
    const retrier = { ErrorEquals: ALL, IntervalSeconds: 2, BackoffRate: 3, MaxDelaySeconds: 10, MaxAttempts: 4 }
    expect((await tried({ Retry: [retrier] })).at).toEqual([0, 2, 8, 18, 28])
  })

  test('waits a random part of the interval with full jitter', async () => {
    const retrier = { ErrorEquals: ALL, IntervalSeconds: 8, MaxAttempts: 2, JitterStrategy: 'FULL' }
    expect((await tried({ Retry: [retrier], random: 0.25 })).at).toEqual([0, 2, 6])
  })

  test('goes on with the result when a try succeeds', async () => {
    const { at, ended } = await tried({
      times: 1,
      Retry: [{ ErrorEquals: ALL }],
      Output: '{% [$states.result.Payload, $states.context.State.RetryCount] %}',
    })
    expect(at).toEqual([0, 1])
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: ['done', 1] })
  })

  test('asks only the first retrier that matches', async () => {
    const Retry = [{ ErrorEquals: ['Other'] }, { ErrorEquals: ['Broken'], MaxAttempts: 1 }, { ErrorEquals: ALL, MaxAttempts: 5 }]
    expect((await tried({ Retry })).at).toEqual([0, 1])
  })

  test('with MaxAttempts 0 never tries again', async () => {
    expect((await tried({ Retry: [{ ErrorEquals: ['Broken'], MaxAttempts: 0 }, { ErrorEquals: ALL }] })).at).toEqual([0])
  })

  test('is for evaluation errors too', async () => {
    const { at, ended } = await tried({
      times: 0,
      Output: '{% $nobody %}',
      Retry: [{ ErrorEquals: ['States.QueryEvaluationError'], MaxAttempts: 1 }],
    })
    expect(at).toEqual([0, 1])
    expect(ended).toMatchObject({ error: 'States.QueryEvaluationError' })
  })
})

describe('Catch', () => {
  const caught = async (Catch: unknown[], { error = 'Broken', fields = {} }: { error?: string; fields?: Record<string, unknown> } = {}) => {
    const { lambda } = failing(error)
    const world = worldOf(
      {
        Try: task('try', { Catch, Next: 'Done', ...fields }),
        Done: { Type: 'Succeed', Output: 'done' },
        Caught: { Type: 'Succeed', Output: '{% {"input": $states.input, "by": $exists($by) ? $by : "nobody"} %}' },
      },
      { lambdas: { try: lambda } },
    )
    return world.run({ turn: 1 })
  }
  const to = (ErrorEquals: string[], more = {}) => ({ ErrorEquals, Next: 'Caught', ...more })

  test('goes on elsewhere with the error as input', async () => {
    const { output } = await caught([to(ALL)])
    expect(output.input.Error).toBe('Broken')
    expect(JSON.parse(output.input.Cause)).toMatchObject({ errorType: 'Broken', errorMessage: 'it broke' })
  })

  test("reads the state's input and the error in its Output and Assign", async () => {
    const more = {
      Output: '{% $merge([$states.input, $parse($states.errorOutput.Cause)]).{"turn": turn, "message": errorMessage} %}',
      Assign: { by: '{% $states.errorOutput.Error %}' },
    }
    expect((await caught([to(ALL, more)])).output).toEqual({ input: { turn: 1, message: 'it broke' }, by: 'Broken' })
  })

  test('takes the first catcher that matches', async () => {
    const assign = (by: string) => ({ Assign: { by } })
    const { output } = await caught([to(['Other'], assign('first')), to(['Broken'], assign('second')), to(ALL, assign('third'))])
    expect(output.by).toBe('second')
  })

  test('comes after the last retry', async () => {
    const { seconds } = await caught([to(ALL)], { fields: { Retry: [{ ErrorEquals: ALL }] } })
    expect(seconds).toBe(7)
  })

  test('that fails itself fails the execution', async () => {
    expect(await caught([to(ALL, { Output: '{% $nobody %}' })])).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' })
  })

  test('takes up an evaluation error', async () => {
    const { output } = await caught([to(['States.QueryEvaluationError'])], {
      fields: { Arguments: { FunctionName: 'try', Payload: '{% $nobody %}' } },
    })
    expect(output.input.Error).toBe('States.QueryEvaluationError')
  })

  test.each([
    ['States.ALL', 'Broken', true],
    ['States.ALL', 'States.Timeout', true],
    ['States.ALL', 'States.DataLimitExceeded', false],
    ['States.ALL', 'States.Runtime', false],
    ['States.Runtime', 'States.Runtime', false],
    ['States.DataLimitExceeded', 'States.DataLimitExceeded', true],
    ['States.TaskFailed', 'Broken', true],
    ['States.TaskFailed', 'States.Timeout', false],
    ['States.TaskFailed', 'States.DataLimitExceeded', false],
    ['States.Timeout', 'States.HeartbeatTimeout', true],
    ['States.HeartbeatTimeout', 'States.Timeout', false],
    ['Broken', 'broken', false],
  ])('%s takes up %s: %s', async (pattern, error, isTaken) => {
    expect((await caught([to([pattern])], { error })).status).toBe(isTaken ? 'SUCCEEDED' : 'FAILED')
  })
})
