import { describe, expect, test } from 'vitest'
import { worldOf } from './world.ts'

const onePass = (fields: Record<string, unknown>) => worldOf({ Look: { Type: 'Pass', End: true, ...fields } })

describe('Pass', () => {
  test('hands its input on when it has no Output', async () => {
    expect(await onePass({}).run({ a: [1, null] })).toMatchObject({ status: 'SUCCEEDED', output: { a: [1, null] } })
  })

  test('evaluates expressions anywhere in its Output and leaves other strings alone', async () => {
    const Output = { sum: '{% $states.input.a + 1 %}', list: ['{% $states.input.a %}', 'a {% b %}'], fixed: null }
    expect((await onePass({ Output }).run({ a: 2 })).output).toEqual({ sum: 3, list: [2, 'a {% b %}'], fixed: null })
  })

  test('knows the execution, the machine and the state that it is', async () => {
    const world = onePass({ Output: '{% $states.context %}' })
    const arn = world.start({ a: 1 }, 'one')
    expect(arn).toBe('arn:aws:states:us-east-1:123456789012:execution:dialer:one')
    expect((await world.ended(arn)).output).toEqual({
      Execution: { Id: arn, Name: 'one', Input: { a: 1 }, StartTime: '2026-03-02T09:00:00.000Z' },
      StateMachine: { Id: 'arn:aws:states:us-east-1:123456789012:stateMachine:dialer', Name: 'dialer' },
      State: { Name: 'Look', EnteredTime: '2026-03-02T09:00:00.000Z', RetryCount: 0 },
    })
  })
})

describe('variables', () => {
  test('are seen by the states after the one that assigns them, not by that one', async () => {
    const world = worldOf({
      First: { Type: 'Pass', Assign: { n: 1 }, Next: 'Second' },
      Second: { Type: 'Pass', Assign: { n: '{% $n + 1 %}', before: '{% $n %}' }, Output: '{% $n %}', Next: 'Third' },
      Third: { Type: 'Pass', Output: { n: '{% $n %}', before: '{% $before %}', output: '{% $states.input %}' }, End: true },
    })
    expect((await world.run()).output).toEqual({ n: 2, before: 1, output: 1 })
  })
})

describe('Choice', () => {
  const rule = (limit: number, Next: string, more = {}) => ({ Condition: `{% $states.input.n > ${limit} %}`, Next, ...more })
  const world = (Default?: string) =>
    worldOf({
      Which: {
        Type: 'Choice',
        Choices: [rule(10, 'Big', { Output: 'chosen', Assign: { by: 'rule' } }), rule(5, 'Middling')],
        Assign: { by: 'default' },
        Output: 'fallen',
        ...(Default && { Default }),
      },
      Big: { Type: 'Pass', Output: '{% ["big", $states.input, $by] %}', End: true },
      Middling: { Type: 'Pass', Output: '{% ["middling", $states.input] %}', End: true },
      ...(Default && { [Default]: { Type: 'Pass', Output: '{% ["small", $states.input, $by] %}', End: true } }),
    })

  test('takes the first rule that holds, with its own Output and Assign', async () => {
    expect((await world('Small').run({ n: 11 })).output).toEqual(['big', 'chosen', 'rule'])
  })

  test('hands the input on when the rule has no Output', async () => {
    expect((await world('Small').run({ n: 6 })).output).toEqual(['middling', { n: 6 }])
  })

  test('falls to its Default with the Output and Assign of the state', async () => {
    expect((await world('Small').run({ n: 1 })).output).toEqual(['small', 'fallen', 'default'])
  })

  test('fails without a Default when no rule holds', async () => {
    expect(await world().run({ n: 1 })).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' })
  })

  test('fails when a condition is neither true nor false', async () => {
    const world = worldOf({
      Which: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.n %}', Next: 'Done' }] },
      Done: { Type: 'Succeed' },
    })
    expect(await world.run({ n: 1 })).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' })
  })
})

describe('Wait', () => {
  const wait = (fields: Record<string, unknown>) => worldOf({ Sleep: { Type: 'Wait', Next: 'Done', ...fields }, Done: { Type: 'Succeed' } })

  test.each([
    ['a number', { Seconds: 3600 }],
    ['an expression', { Seconds: '{% $states.input.seconds %}' }],
    ['an instant', { Timestamp: '2026-03-02T11:00:00+01:00' }],
    ['an expression of an instant', { Timestamp: '{% $fromMillis($millis() + 3600000) %}' }],
  ])('lets so much campaign time pass: %s', async (_kind, fields) => {
    expect(await wait(fields).run({ seconds: 3600 })).toMatchObject({ status: 'SUCCEEDED', seconds: 3600 })
  })

  test('does not wait for an instant that has passed', async () => {
    expect(await wait({ Timestamp: '2020-01-01T00:00:00Z' }).run()).toMatchObject({ status: 'SUCCEEDED', seconds: 0 })
  })

  test.each([1.5, -1, '60'])('fails when its seconds are %j', async (seconds) => {
    const { status, error, cause } = await wait({ Seconds: '{% $states.input.seconds %}' }).run({ seconds })
    expect([status, error]).toEqual(['FAILED', 'States.QueryEvaluationError'])
    expect(cause).toContain("'Seconds'")
  })
})

test('Succeed ends with its Output', async () => {
  expect((await worldOf({ Done: { Type: 'Succeed', Output: { n: '{% $states.input.n %}' } } }).run({ n: 7 })).output).toEqual({ n: 7 })
})

describe('Fail', () => {
  test('ends with its error and cause, which may be expressions', async () => {
    const world = worldOf({ Broken: { Type: 'Fail', Error: 'Plan.Broken', Cause: '{% "because of " & $states.input.why %}' } })
    expect(await world.run({ why: 'rain' })).toMatchObject({ status: 'FAILED', error: 'Plan.Broken', cause: 'because of rain' })
    expect(world.logged).toEqual([expect.stringMatching(/^The execution .* ended as FAILED: Plan\.Broken: because of rain$/)])
  })

  test('needs neither', async () => {
    expect(await worldOf({ Broken: { Type: 'Fail' } }).run()).toMatchObject({ status: 'FAILED', error: 'States.TaskFailed' })
  })
})

describe('limits', () => {
  test('an output over 256 KiB fails the execution', async () => {
    const world = onePass({ Output: '{% $join($range(1, 1000, 1).($pad("x", 300))) %}' })
    expect(await world.run()).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' })
  })

  test('a history of 25 000 events ends the execution', async () => {
    const world = worldOf({ Again: { Type: 'Pass', Next: 'Again' } })
    const { status, error, cause } = await world.run()
    expect([status, error]).toEqual(['FAILED', 'States.Runtime'])
    expect(cause).toContain('25000')
  })

  test('an execution that takes longer than TimeoutSeconds is over', async () => {
    const world = worldOf({ Sleep: { Type: 'Wait', Seconds: 100, End: true } }, { more: { TimeoutSeconds: 60 } })
    expect(await world.run()).toMatchObject({ status: 'TIMED_OUT', error: 'States.Timeout', seconds: 60 })
  })
})
