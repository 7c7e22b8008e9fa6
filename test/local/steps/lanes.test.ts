// The shape that campaigns run in: Plan, then lanes that each take one turn after another until nothing is left to call.
import validate from 'asl-validator'
import { expect, test } from 'vitest'
import * as z from 'zod/mini'
import { definitionOf, type Lambda, START, task, tokenTask, worldOf } from './world.ts'

const RETRY = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 2, MaxAttempts: 5 }]

const lane = {
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'ClaimAndDial',
  States: {
    ClaimAndDial: tokenTask('claim-and-dial', {
      TimeoutSeconds: 720,
      Output: '{% $merge([$states.input, {"turn": $states.input.turn + 1, "bad": 0}]) %}',
      Next: 'ClaimAndDial',
      Catch: [
        {
          ErrorEquals: ['Lane.Wait'],
          Output: '{% $merge([$states.input, {"turn": $states.input.turn + 1}, $parse($states.errorOutput.Cause)]) %}',
          Next: 'LaneWaits',
        },
        { ErrorEquals: ['Lane.Leave'], Next: 'LaneLeaves' },
        {
          ErrorEquals: ['States.ALL'],
          Output: '{% $merge([$states.input, {"bad": $states.input.bad + 1, "seconds": 5}]) %}',
          Next: 'TooBad',
        },
      ],
    }),
    TooBad: { Type: 'Choice', Choices: [{ Condition: '{% $states.input.bad >= 20 %}', Next: 'LaneLeaves' }], Default: 'LaneWaits' },
    LaneWaits: { Type: 'Wait', Seconds: '{% $states.input.seconds %}', Next: 'ClaimAndDial' },
    LaneLeaves: { Type: 'Succeed', Output: '{% 0 %}' },
  },
}

const states = {
  Plan: task('plan', { Retry: RETRY, Output: '{% $states.input %}', Assign: { plan: '{% $states.result.Payload %}' }, Next: 'WhatNow' }),
  WhatNow: {
    Type: 'Choice',
    Choices: [
      { Condition: '{% $plan.next = "run" %}', Next: 'RunLanes' },
      { Condition: '{% $plan.next = "wait" %}', Next: 'WaitUntilDue' },
    ],
    Default: 'Done',
  },
  WaitUntilDue: { Type: 'Wait', Seconds: '{% $plan.seconds %}', Next: 'Plan' },
  RunLanes: {
    Type: 'Map',
    Items: '{% [0..$plan.lines - 1] %}',
    ItemSelector: {
      campaignId: '{% $states.input.campaignId %}',
      run: '{% $states.input.run %}',
      k: '{% $states.context.Map.Item.Value %}',
      turn: 0,
      bad: 0,
    },
    MaxConcurrency: '{% $plan.lines %}',
    ToleratedFailurePercentage: 100,
    ItemProcessor: lane,
    Output: '{% $states.input %}',
    Next: 'NextRun',
  },
  NextRun: task('next-run', { Retry: RETRY, Output: '{% $states.input %}', Next: 'Done' }),
  Done: { Type: 'Succeed' },
}

const Turn = z.object({ campaignId: z.literal('cmp_1'), run: z.literal(1), k: z.int(), turn: z.int(), token: z.string() })

test('the definition is one that Step Functions takes', () => {
  const { isValid, errorsText } = validate(structuredClone(definitionOf(states)))
  expect(isValid, isValid ? '' : errorsText()).toBe(true)
})

test('50 lanes call 1 000 contacts, each once, and then the next run is asked for', async () => {
  const CALL_MS = 40_000
  let left = 1000
  let busy = 0
  let mostBusy = 0
  const turns = new Map<number, number[]>()
  const lambdas: Record<string, Lambda> = {
    plan: () => ({ next: 'run', lines: 50 }),
    'next-run': () => null,
    'claim-and-dial': (event) => {
      const { k, turn, token } = Turn.parse(event)
      turns.set(k, [...(turns.get(k) ?? []), turn])
      if (left === 0) return world.steps.sendTaskFailure({ taskToken: token, error: 'Lane.Leave', cause: '{}' })
      if (turn === 0) return world.steps.sendTaskFailure({ taskToken: token, error: 'Lane.Wait', cause: '{"seconds":7}' })
      left -= 1
      busy += 1
      mostBusy = Math.max(mostBusy, busy)
      world.clock.after(CALL_MS, () => {
        busy -= 1
        world.steps.sendTaskSuccess({ taskToken: token, output: '{}' })
      })
    },
  }
  const world = worldOf(states, { lambdas })
  const ended = await world.run({ campaignId: 'cmp_1', run: 1 })
  expect(ended).toMatchObject({ status: 'SUCCEEDED', output: { campaignId: 'cmp_1', run: 1 }, seconds: 7 + (1000 / 50) * 40 })
  expect([left, mostBusy]).toEqual([0, 50])
  // One turn that waits, twenty calls, one turn that leaves, counted on.
  expect([...turns.values()]).toEqual(Array.from({ length: 50 }, () => Array.from({ length: 22 }, (_, turn) => turn)))
  expect(world.steps.counts()).toEqual({ executions: 0, tasks: 0 })
})

test('a lane whose Lambda always fails tries 20 times and leaves; the others are not held up', async () => {
  let broken = 0
  const lambdas: Record<string, Lambda> = {
    plan: () => ({ next: 'run', lines: 3 }),
    'next-run': () => null,
    'claim-and-dial': (event) => {
      const { k, token } = Turn.parse(event)
      if (k !== 1) return world.steps.sendTaskFailure({ taskToken: token, error: 'Lane.Leave' })
      broken += 1
      throw new Error('no table')
    },
  }
  const world = worldOf(states, { lambdas })
  expect(await world.run({ campaignId: 'cmp_1', run: 1 })).toMatchObject({ status: 'SUCCEEDED', seconds: 95 })
  expect(broken).toBe(20)
})

test('a plan that has nothing due waits and asks again, and ends when there is nothing left', async () => {
  const plans = [{ next: 'wait', seconds: 900 }, { next: 'wait', seconds: 60 }, { next: 'end' }]
  const askedAt: number[] = []
  const plan: Lambda = () => {
    askedAt.push((world.clock.now() - START) / 1000)
    return plans.shift()
  }
  const world = worldOf(states, { lambdas: { plan } })
  expect(await world.run({ campaignId: 'cmp_1', run: 1 })).toMatchObject({ status: 'SUCCEEDED' })
  expect(askedAt).toEqual([0, 900, 960])
})
