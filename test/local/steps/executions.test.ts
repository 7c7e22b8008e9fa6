import { describe, expect, test } from 'vitest'
import { createSteps } from '../../../local/steps/steps.ts'
import { ARN, definitionOf, START, task, worldOf } from './world.ts'

const sleeping = () => worldOf({ Sleep: { Type: 'Wait', Seconds: 60, End: true } })

const nameOf = (fn: () => unknown): string | undefined => {
  try {
    fn()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.name : String(error)
  }
}

describe('starting an execution', () => {
  test('of the same name with the same input while it runs gives the running one', () => {
    const world = sleeping()
    expect(world.start({ a: 1 }, 'one')).toBe(world.start({ a: 1 }, 'one'))
    expect(world.steps.counts().executions).toBe(1)
  })

  test('of the same name with another input, or after its end, is refused', async () => {
    const world = sleeping()
    const arn = world.start({ a: 1 }, 'one')
    expect(nameOf(() => world.start({ a: 2 }, 'one'))).toBe('ExecutionAlreadyExists')
    await world.ended(arn)
    expect(nameOf(() => world.start({ a: 1 }, 'one'))).toBe('ExecutionAlreadyExists')
  })

  test('without a name makes one up', () => {
    const world = sleeping()
    expect(world.start()).not.toBe(world.start())
  })

  test('of a machine that does not exist, or with an input that is not JSON, is refused', () => {
    const { steps } = sleeping()
    expect(nameOf(() => steps.startExecution({ stateMachineArn: `${ARN}x` }))).toBe('StateMachineDoesNotExist')
    expect(nameOf(() => steps.startExecution({ stateMachineArn: ARN, input: '{' }))).toBe('InvalidExecutionInput')
  })

  test('is refused once the engine is closed', () => {
    const world = sleeping()
    const arn = world.start()
    world.steps.close()
    expect(world.steps.describeExecution({ executionArn: arn }).status).toBe('ABORTED')
    expect(() => world.start()).toThrow('closed')
  })
})

describe('an execution', () => {
  test('is known while it runs and after it has ended', async () => {
    const world = sleeping()
    const arn = world.start({ a: 1 }, 'one')
    const known = { name: 'one', machineArn: ARN, input: '{"a":1}', startedAt: START }
    expect(world.steps.describeExecution({ executionArn: arn })).toMatchObject({ ...known, status: 'RUNNING' })
    await world.ended(arn)
    const after = { ...known, status: 'SUCCEEDED', stoppedAt: START + 60_000, output: '{"a":1}' }
    expect(world.steps.describeExecution({ executionArn: arn })).toMatchObject(after)
  })

  test('of which nobody knows does not exist', () => {
    const { steps } = sleeping()
    expect(nameOf(() => steps.describeExecution({ executionArn: 'nobody' }))).toBe('ExecutionDoesNotExist')
    expect(nameOf(() => steps.stopExecution({ executionArn: 'nobody' }))).toBe('ExecutionDoesNotExist')
  })

  test('can be stopped once, at once, and goes no further', async () => {
    let isCalled = false
    const after = () => {
      isCalled = true
    }
    const world = worldOf({ Sleep: { Type: 'Wait', Seconds: 60, Next: 'After' }, After: task('after') }, { lambdas: { after } })
    const arn = world.start()
    await world.pass(1000)
    expect(world.steps.stopExecution({ executionArn: arn, cause: 'enough' })).toMatchObject({ status: 'ABORTED', cause: 'enough' })
    await world.pass(120_000)
    expect(world.steps.stopExecution({ executionArn: arn, cause: 'again' })).toMatchObject({ cause: 'enough', stoppedAt: START + 1000 })
    expect(isCalled).toBe(false)
  })

  test('stopped while a Lambda runs does not go on when it answers', async () => {
    const world = worldOf(
      { Plan: task('plan', { Next: 'Done' }), Done: { Type: 'Succeed' } },
      { lambdas: { plan: () => world.steps.stopExecution({ executionArn: arn }) && null } },
    )
    const arn = world.start()
    expect(await world.ended(arn)).toMatchObject({ status: 'ABORTED' })
    expect(world.steps.counts()).toEqual({ executions: 0, tasks: 0 })
  })

  test('is listed newest first, those of its machine only', () => {
    const world = sleeping()
    world.start({}, 'one')
    world.start({}, 'two')
    expect(world.steps.listExecutions({ stateMachineArn: ARN }).map(({ name }) => name)).toEqual(['two', 'one'])
    expect(nameOf(() => world.steps.listExecutions({ stateMachineArn: `${ARN}x` }))).toBe('StateMachineDoesNotExist')
  })
})

test('a defect of the engine fails the execution and is told, never hidden', async () => {
  const { clock } = sleeping()
  const broken = {
    ...clock,
    after: () => {
      throw new RangeError('no timer')
    },
  }
  const told: string[] = []
  const steps = createSteps({
    clock: broken,
    invoke: async () => null,
    machines: [{ arn: ARN, name: 'dialer', definition: definitionOf({ Sleep: { Type: 'Wait', Seconds: 1, End: true } }) }],
    log: (line) => told.push(line),
  })
  const { arn } = steps.startExecution({ stateMachineArn: ARN })
  await new Promise<void>((resolve) => clock.after(1, resolve))
  expect(steps.describeExecution({ executionArn: arn })).toMatchObject({ status: 'FAILED', error: 'States.Runtime' })
  expect(told).toEqual([expect.stringContaining('no timer')])
})
