// What the engine carries from state to state, and how a state waits.

import type { SystemClock } from '../clock/clock.ts'
import type { Invoke } from '../system.ts'
import type { Flow } from './definition.ts'
import type { Bindings, Queries } from './query.ts'
import { Stopped, type StopSignal } from './stopper.ts'
import type { Tasks } from './tasks.ts'

export type Log = (line: string) => void

/** One sequence of states: an execution's own, or one iteration of an inline Map. */
export type Thread = {
  context: {
    Execution: { Id: string; Name: string; Input: unknown; StartTime: string }
    StateMachine: { Id: string; Name: string }
    Map?: MapItem
  }
  variables: Bindings
  /** Stopped when the execution is, or fails elsewhere. */
  stop: StopSignal
  /** Counts events of the execution's history. */
  record(events: number): void
}

export type MapItem = { Item: { Index: number; Value: unknown } }

type ChildStart = { input: unknown; mapRun: { label: string; id: string }; flow: Flow; parent: Thread }

export type Engine = {
  clock: SystemClock
  invoke: Invoke
  queries: Queries
  tasks: Tasks
  random: () => number
  newId: () => string
  /** Told of what is billed as a transition: a state that is entered, a retry, a child of a Distributed Map. */
  onTransition: () => void
  /** Runs states from the first to the last and gives the output. */
  runFlow(flow: Flow, input: unknown, thread: Thread): Promise<unknown>
  /** Runs one item of a Distributed Map as an execution of its own. It is stopped with its parent. */
  runChild(child: ChildStart): Promise<{ output: unknown } | { status: 'FAILED' }>
}

/** One stay in one state; a retry is a visit of its own. */
export type Visit = {
  engine: Engine
  thread: Thread
  input: unknown
  state: { Name: string; EnteredTime: string; RetryCount: number }
}

export type Known = { result?: unknown; errorOutput?: unknown; task?: { Token: string }; map?: MapItem }

/** Evaluates a field of the state: `known` is what this field knows besides input, context and variables. */
export const evaluate = (
  { engine, thread, input, state }: Visit,
  { template, field, ...known }: Known & { template: unknown; field: string },
): Promise<unknown> => {
  const { result, errorOutput, task, map = thread.context.Map } = known
  const context = { ...thread.context, State: state, ...(task && { Task: task }), ...(map && { Map: map }) }
  const states = { input, context, ...(result === undefined ? {} : { result }), ...(errorOutput === undefined ? {} : { errorOutput }) }
  return engine.queries.evaluate(template, { ...thread.variables, states }, field)
}

/** Waits for something outside; when the execution is stopped, `start`'s answer is called and the wait fails. */
export const waitFor = <T>(
  stop: StopSignal,
  start: (resolve: (value: T) => void, reject: (error: unknown) => void) => () => void,
): Promise<T> =>
  new Promise((resolve, reject) => {
    stop.throwIfStopped()
    let cancel = () => {}
    // Before the start, which may settle at once.
    const withdraw = stop.onStop(() => {
      cancel()
      reject(new Stopped())
    })
    const settled =
      <A>(settle: (value: A) => void) =>
      (value: A) => {
        withdraw()
        settle(value)
      }
    cancel = start(settled(resolve), settled(reject))
  })

export const sleep = ({ engine, thread }: Visit, seconds: number): Promise<void> =>
  waitFor(thread.stop, (resolve) => engine.clock.after(seconds * 1000, () => resolve()))
