// Task states: Lambdas that are invoked, and the tokens and time limits by which tasks end.
import * as z from 'zod/mini'
import { AwsError } from '../aws-json.ts'
import type { SystemClock } from '../clock/clock.ts'
import type { TaskState } from './definition.ts'
import { StateError, travelled } from './failure.ts'
import { settingOf } from './states.ts'
import type { StopSignal } from './stopper.ts'
import { evaluate, type Log, type Visit, waitFor } from './visit.ts'

type Limits = { timeoutSeconds: number | undefined; heartbeatSeconds: number | undefined }
type Task = Limits & {
  /** The task ends by this token; without one it ends with its work. */
  token: string | undefined
  stop: StopSignal
  work(): Promise<unknown>
}
type OpenTask = { succeed(output: unknown): void; fail(error: StateError): void; beat(): void }

export type Tasks = {
  mint(): string
  run(task: Task): Promise<unknown>
  /** Throws what the API answers for a token that is not open. */
  open(token: string): OpenTask
  count(): number
}

/** As the Node.js runtime of Lambda reports it. */
const failureOf = (error: unknown): StateError => {
  const isError = error instanceof Error
  const errorType = isError ? error.name : typeof error
  const errorMessage = isError ? error.message : String(error)
  return new StateError(errorType, JSON.stringify({ errorType, errorMessage, trace: isError ? error.stack?.split('\n') : [] }))
}

type Needs = { clock: Pick<SystemClock, 'afterMachine'>; log: Log; newId: () => string }

export const createTasks = ({ clock, log, newId }: Needs): Tasks => {
  // Tells a token that was closed from one of another process without keeping the closed ones.
  const series = newId()
  const byToken = new Map<string, OpenTask>()
  let running = 0

  const start = (task: Task, resolve: (value: unknown) => void, reject: (error: StateError) => void): (() => void) => {
    const { token, timeoutSeconds, heartbeatSeconds } = task
    let isOpen = true
    let cancelHeartbeat = () => {}
    running += 1
    const close = (): void => {
      if (!isOpen) return
      isOpen = false
      running -= 1
      if (token !== undefined) byToken.delete(token)
      cancelTimeout()
      cancelHeartbeat()
    }
    const ending =
      <A>(settle: (value: A) => void) =>
      (value: A): void => {
        close()
        settle(value)
      }
    const succeed = ending(resolve)
    const fail = ending(reject)
    const limit = (seconds: number | undefined, error: string): (() => void) =>
      seconds === undefined ? () => {} : clock.afterMachine(seconds * 1000, () => fail(new StateError(error)))
    const beat = (): void => {
      cancelHeartbeat()
      cancelHeartbeat = limit(heartbeatSeconds, 'States.HeartbeatTimeout')
    }
    const cancelTimeout = limit(timeoutSeconds, 'States.Timeout')
    beat()
    if (token !== undefined) byToken.set(token, { succeed, fail, beat })
    task.work().then(
      (result) => {
        if (isOpen && token === undefined) succeed(result)
      },
      (error: unknown) => {
        if (isOpen) fail(failureOf(error))
        else log(`A Lambda failed after its task had ended: ${failureOf(error).message}`)
      },
    )
    return close
  }

  return {
    mint: () => `${series}.${newId()}`,
    run: (task) => waitFor(task.stop, (resolve, reject) => start(task, resolve, reject)),
    open: (token) => {
      const task = byToken.get(token)
      if (task) return task
      if (token.startsWith(`${series}.`)) throw new AwsError('TaskTimedOut', 'The task has ended.')
      throw new AwsError('TaskDoesNotExist', 'No task has this token.')
    },
    count: () => running,
  }
}

const Seconds = z.int().check(z.minimum(1), z.maximum(99_999_999))
const Arguments = z.object({ FunctionName: z.string(), Payload: z._default(z.unknown(), {}) })

export const runTask = async (visit: Visit, state: TaskState): Promise<unknown> => {
  const { engine, thread } = visit
  const token = state.Resource.endsWith('.waitForTaskToken') ? engine.tasks.mint() : undefined
  const known = token === undefined ? {} : { task: { Token: token } }
  const limit = (template: unknown, field: string): Promise<number | undefined> =>
    template === undefined ? Promise.resolve(undefined) : settingOf(visit, { ...known, schema: Seconds, template, field })
  const timeoutSeconds = await limit(state.TimeoutSeconds, 'TimeoutSeconds')
  const heartbeatSeconds = await limit(state.HeartbeatSeconds, 'HeartbeatSeconds')
  const args = await evaluate(visit, { ...known, template: state.Arguments, field: 'Arguments' })
  const { FunctionName, Payload } = Arguments.parse(travelled(args, 'arguments'))
  // TaskScheduled, TaskStarted, TaskSubmitted when a token is out, and how it ended.
  thread.record(token === undefined ? 3 : 4)
  return engine.tasks.run({
    token,
    timeoutSeconds,
    heartbeatSeconds,
    stop: thread.stop,
    work: async () => ({ ExecutedVersion: '$LATEST', Payload: (await engine.invoke(FunctionName, Payload)) ?? null, StatusCode: 200 }),
  })
}
