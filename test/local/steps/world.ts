// A state machine on a virtual clock, with Lambdas that the test writes.
import { onTestFinished } from 'vitest'
import { virtualClock } from '../../../local/clock/virtual-clock.ts'
import { createSteps } from '../../../local/steps/steps.ts'

export const START = Date.parse('2026-03-02T09:00:00Z')
export const ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:dialer'

export type Lambda = (event: unknown) => unknown
type States = Record<string, Record<string, unknown>>

/** A definition that starts at the first of the states. */
export const definitionOf = (states: States, more: Record<string, unknown> = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(states)[0],
  States: states,
  ...more,
})

export const task = (name: string, more: Record<string, unknown> = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: name, Payload: '{% $states.input %}' },
  ...('Next' in more ? {} : { End: true }),
  ...more,
})

/** Its Lambda gets the token beside the input. */
export const tokenTask = (name: string, more: Record<string, unknown> = {}) =>
  task(name, {
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: name, Payload: '{% $merge([$states.input, {"token": $states.context.Task.Token}]) %}' },
    ...more,
  })

type Options = { lambdas?: Record<string, Lambda>; random?: number; more?: Record<string, unknown> }

export const worldOf = (states: States, { more = {}, ...options }: Options = {}) => worldOfDefinition(definitionOf(states, more), options)

export const worldOfDefinition = (definition: unknown, { lambdas = {}, random = 0.5 }: Omit<Options, 'more'> = {}) => {
  const clock = virtualClock({ startAt: START })
  const logged: string[] = []
  const invoke = async (name: string, event: unknown) => {
    const lambda = lambdas[name]
    if (!lambda) throw new Error(`There is no Lambda ${name}`)
    return lambda(event)
  }
  const steps = createSteps({
    clock,
    machines: [{ arn: ARN, name: 'dialer', definition }],
    invoke: (name, event) => clock.during(invoke(name, event)),
    log: (line) => logged.push(line),
    random: () => random,
  })
  onTestFinished(() => {
    steps.close()
    clock.stop()
  })
  // Not `rest`: that is for work in progress, and lets time run during it.
  const pass = (ms: number) => new Promise<void>((resolve) => clock.after(ms, resolve))
  const start = (input: unknown = {}, name?: string) =>
    steps.startExecution({ stateMachineArn: ARN, input: JSON.stringify(input), name }).arn
  /** Waits for the end, and gives it with the output parsed and the seconds that it took. */
  const ended = async (arn: string) => {
    while (steps.describeExecution({ executionArn: arn }).status === 'RUNNING') await pass(100)
    const { output, startedAt, stoppedAt = 0, ...execution } = steps.describeExecution({ executionArn: arn })
    return { ...execution, output: output === undefined ? undefined : JSON.parse(output), seconds: (stoppedAt - startedAt) / 1000 }
  }
  const run = (input?: unknown) => ended(start(input))
  return { clock, steps, logged, pass, start, ended, run }
}
