// Walks from state to state, and lets retriers and catchers take up what fails.
import type { Catcher, Flow, MapState, Retrier, State, TaskState } from './definition.ts'
import { backoff, handlerOf, StateError, travelled } from './failure.ts'
import { runMap } from './map.ts'
import { leave, type Outcome, runState } from './states.ts'
import { runTask } from './tasks.ts'
import { type Engine, sleep, type Thread, type Visit } from './visit.ts'

const caught = (visit: Visit, catcher: Catcher, error: StateError): Promise<Outcome> => {
  const errorOutput = error.toOutput()
  return leave(visit, { ...catcher, next: catcher.Next, fallback: errorOutput, known: { errorOutput } })
}

const attempt = async (visit: Visit, state: TaskState | MapState): Promise<Outcome> => {
  const result = travelled(await (state.Type === 'Task' ? runTask(visit, state) : runMap(visit, state)), 'result')
  return leave(visit, { ...state, next: state.Next, fallback: result, known: { result } })
}

const guarded = async (first: Visit, state: TaskState | MapState): Promise<Outcome> => {
  const triesBy = new Map<Retrier, number>()
  for (let visit = first; ; ) {
    try {
      return await attempt(visit, state)
    } catch (error) {
      if (!(error instanceof StateError)) throw error
      const retrier = handlerOf(state.Retry, error)
      const tries = retrier ? (triesBy.get(retrier) ?? 0) : 0
      if (retrier && tries < retrier.MaxAttempts) {
        triesBy.set(retrier, tries + 1)
        visit.engine.onTransition()
        await sleep(visit, backoff(retrier, { tries, random: visit.engine.random }))
        visit = { ...visit, state: { ...visit.state, RetryCount: visit.state.RetryCount + 1 } }
        continue
      }
      const catcher = handlerOf(state.Catch, error)
      if (!catcher) throw error
      return caught(visit, catcher, error)
    }
  }
}

const enter = (visit: Visit, state: State): Promise<Outcome> => {
  visit.thread.stop.throwIfStopped()
  visit.thread.record(1)
  visit.engine.onTransition()
  return state.Type === 'Task' || state.Type === 'Map' ? guarded(visit, state) : runState(visit, state)
}

export const runFlow = async (
  engine: Engine,
  { flow, input, thread }: { flow: Flow; input: unknown; thread: Thread },
): Promise<unknown> => {
  let output = input
  for (let next: string | undefined = flow.startAt; next !== undefined; ) {
    const state = flow.states.get(next)
    if (!state) throw new Error(`There is no state ${next}`)
    const entered = { Name: next, EnteredTime: new Date(engine.clock.now()).toISOString(), RetryCount: 0 }
    const outcome: Outcome = await enter({ engine, thread, input: output, state: entered }, state)
    output = outcome.output
    next = outcome.next
  }
  return output
}
