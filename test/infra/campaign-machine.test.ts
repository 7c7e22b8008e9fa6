import validate from 'asl-validator'
import jsonata from 'jsonata'
import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { LANE_LEAVE, LANE_WAIT, MAX_BAD_TURNS, RunInput, TURN_TIMEOUT_SECONDS, Turn } from '#contract/machine.ts'
import { synthesized } from '../support/synthesized.ts'

const Catcher = z.object({ ErrorEquals: z.array(z.string()), Output: z.unknown(), Next: z.string() })
const State = z.looseObject({ Type: z.string(), Catch: z._default(z.array(Catcher), []) })
const States = z.record(z.string(), State)
const Run = z.looseObject({ StartAt: z.string(), States })
const Lanes = z.looseObject({ ItemProcessor: z.object({ ProcessorConfig: z.unknown(), StartAt: z.string(), States }) })
const DefinitionParts = z.object({ 'Fn::Join': z.tuple([z.literal(''), z.array(z.unknown())]) })

let definition: unknown
let run: z.infer<typeof Run>
let map: z.infer<typeof Lanes>
let machine: { Properties: Record<string, unknown> }
beforeAll(() => {
  machine = synthesized('dev').only('AWS::StepFunctions::StateMachine')
  const parts = DefinitionParts.parse(machine.Properties.DefinitionString)['Fn::Join'][1]
  // The ARNs of the functions stand between the parts of the text.
  const text = parts.map((part, index) => {
    if (typeof part === 'string') return part
    return JSON.stringify(part) === '{"Ref":"AWS::Partition"}' ? 'aws' : `arn:aws:lambda:us-east-1:000000000000:function:f${index}`
  })
  definition = JSON.parse(text.join(''))
  run = Run.parse(definition)
  map = Lanes.parse(run.States.RunLanes)
})

const lane = (state: string) => {
  const found = map.ItemProcessor.States[state]
  if (!found) throw new Error(`a lane has no state ${state}`)
  return found
}

/** Evaluates every JSONata expression in a value, as Step Functions does. */
const evaluate = async (value: unknown, states: Record<string, unknown>, variables: Record<string, unknown> = {}): Promise<unknown> => {
  if (typeof value === 'string' && value.startsWith('{%')) {
    const expression = jsonata(value.slice(2, -2))
    expression.registerFunction('parse', (text: string) => JSON.parse(text), '<s:x>')
    // JSONata marks the lists that it makes.
    return structuredClone(await expression.evaluate({}, { states, ...variables }))
  }
  if (Array.isArray(value)) return Promise.all(value.map((item) => evaluate(item, states, variables)))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(async ([key, item]) => [key, await evaluate(item, states, variables)] as const)
  return Object.fromEntries(await Promise.all(entries))
}

const input = { campaignId: 'cmp_01ARZ3NDEKTSV4RRFFQ69G5FAV', run: 3 }
const turn = { ...input, k: 2, turn: 7, bad: 4 }

test('is valid Amazon States Language', () => {
  const { isValid, errorsText } = validate(structuredClone(definition))
  expect(isValid, isValid ? '' : errorsText()).toBe(true)
})

test('nothing retries the dialling task: no state of a lane, not the map that would start all lanes again, and not Lambda', () => {
  expect(Object.entries(map.ItemProcessor.States).filter(([, state]) => 'Retry' in state)).toEqual([])
  expect(map).not.toHaveProperty('Retry')

  const stacks = synthesized('dev')
  const isDialler = ({ Properties }: { Properties: Record<string, unknown> }) => Properties.FunctionName === 'ringmaster-dev-claim-and-dial'
  const dialler = stacks.ofType('AWS::Lambda::Function').find(isDialler)
  const retries = stacks
    .ofType('AWS::Lambda::EventInvokeConfig')
    .filter(({ Properties }) => JSON.stringify(Properties.FunctionName) === JSON.stringify({ Ref: dialler?.logicalId }))
  expect(retries.map(({ Properties }) => Properties.MaximumRetryAttempts)).toEqual([0])
})

test('planning and starting the next run are retried whatever happens', () => {
  for (const name of ['Plan', 'NextRun']) {
    expect(run.States[name]).toMatchObject({ Retry: [{ ErrorEquals: ['States.ALL'] }] })
  }
})

test('the map runs as many children as it has lines, and one that fails does not stop the others', async () => {
  expect(map).toMatchObject({
    ToleratedFailurePercentage: 100,
    ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } },
  })
  expect(await evaluate(map.MaxConcurrency, {}, { lines: 3 })).toBe(3)
  expect(await evaluate(map.Items, {}, { lines: 3 })).toEqual([0, 1, 2])
  expect(await evaluate(map.Items, {}, { lines: 1 })).toEqual([0])
})

test('a lane begins with its number, on turn 0, with no error counted', async () => {
  const states = { input: { ...input, next: 'run', lines: 3 }, context: { Map: { Item: { Value: 2 } } } }
  expect(await evaluate(map.ItemSelector, states)).toEqual({ ...input, k: 2, turn: 0, bad: 0 })
})

test('Plan and NextRun are asked with the campaign and the run alone', async () => {
  for (const name of ['Plan', 'NextRun']) {
    const { Payload } = z.object({ Payload: z.unknown() }).parse(run.States[name]?.Arguments)
    expect(RunInput.parse(await evaluate(Payload, { input: { ...input, next: 'wait', seconds: 9 } }))).toEqual(input)
  }
})

const next = async (result: object): Promise<unknown> => {
  const plan = await evaluate(
    { input: run.States.Plan?.Output, ...z.object({ Assign: z.looseObject(z.object({}).shape) }).parse(run.States.Plan).Assign },
    {
      input,
      result: { Payload: result },
    },
  )
  const { input: merged, ...variables } = z.looseObject({ input: z.unknown() }).parse(plan)
  const choice = z
    .object({ Choices: z.array(z.object({ Condition: z.string(), Next: z.string() })), Default: z.string() })
    .parse(run.States.WhatNext)
  for (const { Condition, Next } of choice.Choices) {
    if (await evaluate(Condition, { input: merged }, variables)) return Next
  }
  return choice.Default
}

test('a plan leads to lanes, to a wait or to the end', async () => {
  expect(await next({ next: 'run', lines: 5 })).toBe('RunLanes')
  expect(await next({ next: 'wait', seconds: 30 })).toBe('WaitUntilDue')
  expect(await next({ next: 'end' })).toBe('Over')
})

test('a plan without a line does not make a list that counts down', async () => {
  expect(await next({ next: 'run', lines: 0 })).toBe('Over')
})

test('a wait is as long as the plan says, and is followed by another plan', async () => {
  const { Seconds, Next } = z.looseObject({ Seconds: z.string(), Next: z.string() }).parse(run.States.WaitUntilDue)
  expect(await evaluate(Seconds, { input: { ...input, next: 'wait', seconds: 30 } })).toBe(30)
  expect(Next).toBe('Plan')
})

test('a turn is asked with ids, numbers and its token, and waits for the token as long as the contract says', async () => {
  const dial = lane('ClaimAndDial')
  expect(dial).toMatchObject({ Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken', TimeoutSeconds: TURN_TIMEOUT_SECONDS })
  const { Payload } = z.object({ Payload: z.unknown() }).parse(dial.Arguments)
  const payload = await evaluate(Payload, { input: turn, context: { Task: { Token: 'token' } } })
  expect(Turn.parse(payload)).toEqual({ ...input, k: 2, turn: 7, token: 'token' })
})

test('a turn that succeeded is followed by the next one at once', async () => {
  expect(lane('ClaimAndDial').Next).toBe('ClaimAndDial')
  expect(await evaluate(lane('ClaimAndDial').Output, { input: turn, result: {} })).toEqual({ ...turn, turn: 8, bad: 0 })
})

const caught = (error: string) => {
  const catcher = lane('ClaimAndDial').Catch.find(({ ErrorEquals }) => ErrorEquals.includes(error) || ErrorEquals.includes('States.ALL'))
  if (!catcher) throw new Error(`${error} is not caught`)
  return catcher
}

test('a turn that is told to wait waits as many seconds, then takes the next turn', async () => {
  const { Next, Output } = caught(LANE_WAIT)
  const output = await evaluate(Output, { input: turn, errorOutput: { Error: LANE_WAIT, Cause: '{"seconds":12}' } })
  expect(output).toEqual({ ...turn, turn: 8, bad: 0, seconds: 12 })
  expect(await evaluate(lane(Next).Seconds, { input: output })).toBe(12)
  expect(lane(Next).Next).toBe('ClaimAndDial')
})

test('a turn that is told to leave ends its lane', () => {
  expect(lane(caught(LANE_LEAVE).Next).Type).toBe('Succeed')
})

test('a turn that waited as long as it may is no error: the next one looks how its call is', async () => {
  const { Next, Output } = caught('States.Timeout')
  expect(Next).toBe('ClaimAndDial')
  expect(await evaluate(Output, { input: turn, errorOutput: { Error: 'States.Timeout' } })).toEqual({ ...turn, turn: 8, bad: 0 })
})

const afterError = async (bad: number) => {
  const { Next, Output } = caught('Lambda.Unknown')
  const output = await evaluate(Output, { input: { ...turn, bad }, errorOutput: { Error: 'Lambda.Unknown' } })
  const { Choices, Default } = z
    .object({ Choices: z.tuple([z.object({ Condition: z.string(), Next: z.string() })]), Default: z.string() })
    .parse(lane(Next))
  const leads = (await evaluate(Choices[0].Condition, { input: output })) ? Choices[0].Next : Default
  return { output, leads }
}

test('any other error is counted, and the next turn comes after a rest that grows to a minute', async () => {
  const { output, leads } = await afterError(2)
  expect(output).toEqual({ ...turn, turn: 8, bad: 3 })
  expect(await evaluate(lane(leads).Seconds, { input: output })).toBe(15)
  expect(await evaluate(lane(leads).Seconds, { input: { ...turn, bad: 19 } })).toBe(60)
  expect(lane(leads).Next).toBe('ClaimAndDial')
})

test('too many errors in a row end the lane', async () => {
  expect((await afterError(MAX_BAD_TURNS - 2)).leads).toBe('Recover')
  expect(lane((await afterError(MAX_BAD_TURNS - 1)).leads).Type).toBe('Succeed')
})

test('every lane ends with 0, so that the results of all lanes stay small', async () => {
  const ends = Object.values(map.ItemProcessor.States).filter(({ Type, End }) => Type === 'Succeed' || Type === 'Fail' || End)
  expect(ends).toHaveLength(1)
  expect(await evaluate(ends[0]?.Output, { input: turn })).toBe(0)
})

test('no state is named Next', () => {
  expect([...Object.keys(run.States), ...Object.keys(map.ItemProcessor.States)]).not.toContain('Next')
})

test('executions are traced and logged without their data', () => {
  expect(machine.Properties).toMatchObject({
    StateMachineType: 'STANDARD',
    TracingConfiguration: { Enabled: true },
    LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
  })
})
