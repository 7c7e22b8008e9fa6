import { describe, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { type Lambda, task, tokenTask, worldOf } from './world.ts'

const tokenOf = (event: unknown) => z.object({ token: z.string() }).parse(event).token

/** A machine of one task that waits for its token; the Lambda hands it to the test. */
const waiting = (fields: Record<string, unknown> = {}, lambda: Lambda = () => undefined) => {
  const tokens: string[] = []
  const ask: Lambda = (event) => {
    tokens.push(tokenOf(event))
    return lambda(event)
  }
  const world = worldOf({ Ask: tokenTask('ask', fields) }, { lambdas: { ask } })
  const began = async (input?: unknown) => {
    const arn = world.start(input)
    await world.pass(1)
    return { arn, token: tokens.at(-1) ?? '' }
  }
  return { ...world, tokens, began }
}

describe('a task that invokes a Lambda', () => {
  test('gives what the Lambda service answers', async () => {
    const world = worldOf({ Plan: task('plan') }, { lambdas: { plan: (event) => ({ got: event }) } })
    expect((await world.run({ a: 1 })).output).toEqual({ ExecutedVersion: '$LATEST', Payload: { got: { a: 1 } }, StatusCode: 200 })
  })

  test('lets Output and Assign read the result', async () => {
    const world = worldOf(
      {
        Plan: task('plan', {
          Output: '{% $states.result.Payload.lines %}',
          Assign: { lines: '{% $states.result.Payload.lines %}' },
          Next: 'Done',
        }),
        Done: { Type: 'Succeed', Output: '{% [$lines, $states.input] %}' },
      },
      { lambdas: { plan: () => ({ lines: 5 }) } },
    )
    expect((await world.run()).output).toEqual([5, 5])
  })

  test('gives null for a Lambda that answers nothing, and {} to one that is given nothing', async () => {
    let given: unknown
    const plan: Lambda = (event) => {
      given = event
    }
    const world = worldOf({ Plan: task('plan', { Arguments: { FunctionName: 'plan' } }) }, { lambdas: { plan } })
    expect((await world.run()).output).toMatchObject({ Payload: null })
    expect(given).toEqual({})
  })

  test('fails with the name and message of what the handler throws', async () => {
    class TableGone extends Error {
      override readonly name = 'TableGone'
    }
    const plan: Lambda = () => {
      throw new TableGone('no table')
    }
    const { status, error, cause } = await worldOf({ Plan: task('plan') }, { lambdas: { plan } }).run()
    expect([status, error]).toEqual(['FAILED', 'TableGone'])
    expect(JSON.parse(cause ?? '')).toMatchObject({ errorType: 'TableGone', errorMessage: 'no table' })
  })

  test('fails when the answer is over 256 KiB', async () => {
    const world = worldOf({ Plan: task('plan') }, { lambdas: { plan: () => 'x'.repeat(262_145) } })
    expect(await world.run()).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' })
  })

  test('fails after TimeoutSeconds, and what the Lambda answers later changes nothing', async () => {
    const plan: Lambda = async () => {
      await world.clock.rest(60_000)
      return 'late'
    }
    const states = {
      Plan: task('plan', { TimeoutSeconds: '{% $states.input.limit %}', Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Sleep' }] }),
      Sleep: { Type: 'Wait', Seconds: 60, End: true },
    }
    const world = worldOf(states, { lambdas: { plan } })
    expect(await world.run({ limit: 30 })).toMatchObject({ status: 'SUCCEEDED', output: { Error: 'States.Timeout' }, seconds: 90 })
  })
})

describe('a task that waits for its token', () => {
  test('ends with what is sent for it', async () => {
    const world = waiting()
    const { arn, token } = await world.began()
    world.steps.sendTaskSuccess({ taskToken: token, output: '{"answered":true}' })
    expect(await world.ended(arn)).toMatchObject({ status: 'SUCCEEDED', output: { answered: true } })
  })

  test('can be ended while its Lambda still runs', async () => {
    const world = waiting({}, async (event) => {
      world.steps.sendTaskSuccess({ taskToken: tokenOf(event), output: '1' })
      await world.clock.rest(5000)
    })
    expect(await world.run()).toMatchObject({ status: 'SUCCEEDED', output: 1, seconds: 0 })
  })

  test('fails with the error and cause that are sent', async () => {
    const world = waiting()
    const { arn, token } = await world.began()
    world.steps.sendTaskFailure({ taskToken: token, error: 'Lane.Wait', cause: '{"seconds":5}' })
    expect(await world.ended(arn)).toMatchObject({ status: 'FAILED', error: 'Lane.Wait', cause: '{"seconds":5}' })
  })

  test('fails when its Lambda fails, and its token is dead', async () => {
    const world = waiting({}, () => {
      throw new TypeError('broken')
    })
    expect(await world.run()).toMatchObject({ status: 'FAILED', error: 'TypeError' })
    expect(() => world.steps.sendTaskSuccess({ taskToken: world.tokens[0] ?? '', output: '1' })).toThrow('The task has ended')
  })

  test('logs a Lambda that fails after its task has ended', async () => {
    const world = waiting({}, (event) => {
      world.steps.sendTaskSuccess({ taskToken: tokenOf(event), output: '1' })
      throw new Error('too late')
    })
    expect(await world.run()).toMatchObject({ status: 'SUCCEEDED' })
    expect(world.logged).toEqual([expect.stringContaining('too late')])
  })

  test('fails after TimeoutSeconds whatever the heartbeats', async () => {
    const world = waiting({ TimeoutSeconds: 60, HeartbeatSeconds: 30 })
    const { arn, token } = await world.began()
    await world.pass(20_000)
    world.steps.sendTaskHeartbeat({ taskToken: token })
    await world.pass(20_000)
    world.steps.sendTaskHeartbeat({ taskToken: token })
    expect(await world.ended(arn)).toMatchObject({ status: 'FAILED', error: 'States.Timeout', seconds: 60 })
  })

  test('fails when no heartbeat comes for HeartbeatSeconds', async () => {
    const world = waiting({ TimeoutSeconds: 600, HeartbeatSeconds: '{% $states.input.beat %}' })
    const { arn, token } = await world.began({ beat: 30 })
    await world.pass(19_999)
    world.steps.sendTaskHeartbeat({ taskToken: token })
    expect(await world.ended(arn)).toMatchObject({ status: 'FAILED', error: 'States.HeartbeatTimeout', seconds: 50 })
  })

  test('takes its token once: later it has timed out, and one of nobody does not exist', async () => {
    const world = waiting()
    const { token } = await world.began()
    world.steps.sendTaskSuccess({ taskToken: token, output: '1' })
    const error = (send: () => void) => {
      try {
        send()
      } catch (thrown) {
        return thrown instanceof Error ? thrown.name : thrown
      }
      return undefined
    }
    expect(error(() => world.steps.sendTaskSuccess({ taskToken: token, output: '2' }))).toBe('TaskTimedOut')
    expect(error(() => world.steps.sendTaskFailure({ taskToken: token }))).toBe('TaskTimedOut')
    expect(error(() => world.steps.sendTaskHeartbeat({ taskToken: token }))).toBe('TaskTimedOut')
    expect(error(() => world.steps.sendTaskSuccess({ taskToken: 'nobody', output: '2' }))).toBe('TaskDoesNotExist')
  })

  test('gets another token on every visit', async () => {
    const world = waiting({ Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }] }, () => {
      throw new Error('again')
    })
    await world.run()
    expect(new Set(world.tokens).size).toBe(3)
  })
})
