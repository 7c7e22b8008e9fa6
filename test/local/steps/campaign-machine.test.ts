// The state machine that CDK writes, run by the engine.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { LANE_LEAVE, LANE_WAIT, MAX_BAD_TURNS, type PlanResult, RunInput, TURN_TIMEOUT_SECONDS, Turn } from '#contract/machine.ts'
import type { LocalSystem } from '../../../local/system.ts'
import { synthesize } from '../../../local/template/synth.ts'
import { readSystem } from '../../../local/template/template.ts'
import { type Lambda, worldOfDefinition } from './world.ts'

const INPUT = { campaignId: 'cmp_01ARZ3NDEKTSV4RRFFQ69G5FAV', run: 1 }
const ADDRESSES = { api: 'http://127.0.0.1:1', socket: 'ws://127.0.0.1:2', bridgeHost: 'bridge.ringmaster.test' }

let system: LocalSystem
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringmaster-steps-'))
  try {
    system = readSystem(await synthesize({ root: process.cwd(), cacheDir: folder, log: () => {} }), ADDRESSES)
  } finally {
    rmSync(folder, { recursive: true })
  }
})

/** Its functions by the handlers that they run. */
const worldOf = (handlers: { plan: (input: RunInput) => PlanResult; turn: (turn: Turn) => unknown; nextRun?: Lambda }) => {
  const byHandler: Record<string, Lambda> = {
    'plan.ts': (event) => handlers.plan(RunInput.parse(event)),
    'claim-and-dial.ts': (event) => handlers.turn(Turn.parse(event)),
    'next-run.ts': handlers.nextRun ?? (() => null),
  }
  const invoked = system.functions.flatMap(({ arn, handlerFile }) => {
    const lambda = byHandler[handlerFile.split('/').at(-1) ?? '']
    return lambda ? [[arn, lambda] as const] : []
  })
  return worldOfDefinition(system.machine.definition, { lambdas: Object.fromEntries(invoked) })
}

test('50 lanes call 1 000 contacts, each once, and then the next run is asked for', async () => {
  let left = 1000
  let nextRunOf: unknown
  const world = worldOf({
    plan: () => ({ next: 'run', lines: 50 }),
    turn: ({ turn, token }) => {
      if (left === 0) return world.steps.sendTaskFailure({ taskToken: token, error: LANE_LEAVE, cause: '{}' })
      if (turn === 0) return world.steps.sendTaskFailure({ taskToken: token, error: LANE_WAIT, cause: '{"seconds":7}' })
      left -= 1
      return world.clock.after(40_000, () => world.steps.sendTaskSuccess({ taskToken: token, output: '{}' })) && null
    },
    nextRun: (event) => {
      nextRunOf = event
    },
  })
  expect(await world.run(INPUT)).toMatchObject({ status: 'SUCCEEDED', seconds: 807 })
  expect([left, nextRunOf]).toEqual([0, INPUT])
})

test('a lane whose turns always fail leaves after so many, and a plan without work waits and ends', async () => {
  const plans: PlanResult[] = [
    { next: 'wait', seconds: 900 },
    { next: 'run', lines: 2 },
  ]
  const turns: number[] = []
  const world = worldOf({
    plan: () => plans.shift() ?? { next: 'end' },
    turn: ({ k, token }) => {
      if (k === 0) return world.steps.sendTaskFailure({ taskToken: token, error: LANE_LEAVE, cause: '{}' })
      turns.push(k)
      throw new Error('no table')
    },
  })
  expect(await world.run(INPUT)).toMatchObject({ status: 'SUCCEEDED' })
  expect(turns).toHaveLength(MAX_BAD_TURNS)
  expect(await world.run(INPUT)).toMatchObject({ status: 'SUCCEEDED', seconds: 0 })
})

test('a lane that waits for one call longer than many turns may wait takes turn after turn, and goes on when the call has ended', async () => {
  const plans: PlanResult[] = [{ next: 'run', lines: 1 }]
  const waits = 2 * MAX_BAD_TURNS
  const turns: number[] = []
  const world = worldOf({
    plan: () => plans.shift() ?? { next: 'end' },
    turn: ({ turn, token }) => {
      turns.push(turn)
      if (turn === waits) world.steps.sendTaskFailure({ taskToken: token, error: LANE_LEAVE, cause: '{}' })
    },
  })
  expect(await world.run(INPUT)).toMatchObject({ status: 'SUCCEEDED', seconds: waits * TURN_TIMEOUT_SECONDS })
  expect(turns).toEqual(Array.from({ length: waits + 1 }, (_, turn) => turn))
})
