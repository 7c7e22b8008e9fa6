// Executions from start to end: those that run, and what is known of those that have ended.
import type { SystemClock } from '../clock/clock.ts'
import type { Flow } from './definition.ts'
import { StateError } from './failure.ts'
import { createStopper, type StopSignal } from './stopper.ts'
import type { Engine, Log } from './visit.ts'

export const STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const

type Ending = {
  status: Exclude<(typeof STATUSES)[number], 'RUNNING'>
  /** JSON. */
  output?: string
  error?: string | undefined
  cause?: string | undefined
}

export type Execution = {
  arn: string
  name: string
  machineArn: string
  /** Of a Distributed Map's child. */
  mapRunArn?: string
  /** JSON. */
  input: string
  startedAt: number
  status: (typeof STATUSES)[number]
  stoppedAt?: number
} & Omit<Ending, 'status'>

export type Start = Pick<Execution, 'arn' | 'name' | 'machineArn' | 'mapRunArn' | 'input'> & {
  machine: { Id: string; Name: string }
  flow: Flow
  timeoutSeconds?: number
  /** Stops the execution when it is stopped itself. */
  parent?: StopSignal
}

export type Executions = {
  start(start: Start): { execution: Execution; ended: Promise<Execution> }
  stop(arn: string, reason?: Pick<Ending, 'error' | 'cause'>): void
  stopAll(): void
  get(arn: string): Execution | undefined
  /** Newest first. Ended children are forgotten. */
  all(): Execution[]
  countRunning(): number
}

const MOST_EVENTS = 25_000

const endingOf = (error: unknown): Ending => {
  if (error instanceof StateError) {
    const { Error: name, Cause: cause } = error.toOutput()
    return { status: 'FAILED', error: name, cause }
  }
  return { status: 'FAILED', error: 'States.Runtime', cause: error instanceof Error ? error.stack : String(error) }
}

export const createExecutions = ({ clock, log, runFlow }: { clock: SystemClock; log: Log; runFlow: Engine['runFlow'] }): Executions => {
  const executions = new Map<string, Execution>()
  const running = new Map<string, (ending: Ending) => void>()

  const eventCounter = () => {
    let events = 1
    return (more: number): void => {
      events += more
      if (events >= MOST_EVENTS) {
        throw new StateError('States.Runtime', `The execution reached the maximum number of history events (${MOST_EVENTS}).`)
      }
    }
  }

  const start: Executions['start'] = ({ machine, flow, timeoutSeconds, parent, ...identity }) => {
    const execution: Execution = { ...identity, startedAt: clock.now(), status: 'RUNNING' }
    const { arn, name, startedAt } = execution
    const { promise: ended, resolve } = Promise.withResolvers<Execution>()
    const stopper = createStopper()
    const end = (ending: Ending): void => {
      if (!running.delete(arn)) return
      Object.assign(execution, ending, { stoppedAt: clock.now() })
      cancelTimeout()
      withdraw()
      if (execution.mapRunArn !== undefined) executions.delete(arn)
      if (ending.status === 'FAILED' || ending.status === 'TIMED_OUT')
        log(`The execution ${name} ended as ${ending.status}: ${ending.error}: ${ending.cause ?? 'no cause is given'}`)
      stopper.stop()
      resolve(execution)
    }
    const abort = () => end({ status: 'ABORTED' })
    const timeOut = () => end({ status: 'TIMED_OUT', error: 'States.Timeout' })
    const cancelTimeout = timeoutSeconds === undefined ? () => {} : clock.afterMachine(timeoutSeconds * 1000, timeOut)
    executions.set(arn, execution)
    running.set(arn, end)
    const withdraw = parent?.onStop(abort) ?? (() => {})
    const input: unknown = JSON.parse(identity.input)
    const context = {
      Execution: { Id: arn, Name: name, Input: input, StartTime: new Date(startedAt).toISOString() },
      StateMachine: machine,
    }
    runFlow(flow, input, { context, variables: {}, stop: stopper, record: eventCounter() }).then(
      (output) => end({ status: 'SUCCEEDED', output: JSON.stringify(output) }),
      (error: unknown) => end(endingOf(error)),
    )
    return { execution, ended }
  }

  return {
    start,
    stop: (arn, reason) => running.get(arn)?.({ status: 'ABORTED', ...reason }),
    stopAll: () => {
      for (const end of [...running.values()]) end({ status: 'ABORTED' })
    },
    get: (arn) => executions.get(arn),
    all: () => [...executions.values()].reverse(),
    countRunning: () => running.size,
  }
}
