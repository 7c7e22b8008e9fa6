// Runs the functions in this process as Lambda would: JSON in, JSON out, a context, a time limit.
import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import * as z from 'zod/mini'
import type { SystemClock } from '../clock/clock.ts'
import type { Invoke, LocalFunction } from '../system.ts'
import { mergeEnvironments } from './environment.ts'

export type LambdaOptions = {
  /** The repository, which the handler files are relative to. */
  root: string
  clock: Pick<SystemClock, 'during'>
  log: (line: string) => void
}

export type Lambdas = {
  invoke: Invoke
  /** Imports every handler, so that what is wrong with one is known at the start. */
  load(): Promise<void>
  /** Invocations so far, by function name. */
  invocations(): Record<string, number>
  /** Admits nothing more, and waits a little for what runs. */
  close(): Promise<void>
}

type Handler = (event: unknown, context: unknown) => unknown

const isFunction = (value: unknown): value is Handler => typeof value === 'function'
const HandlerModule = z.object({ handler: z.custom<Handler>(isFunction, 'is not a function') })

/** How long the end of the system waits for functions that still run. */
const CLOSE_MS = 5_000

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? 'null')

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name })

const contextOf = ({ name, arn, timeoutSeconds }: LocalFunction, awsRequestId: string) => {
  const deadline = Date.now() + timeoutSeconds * 1_000
  return {
    awsRequestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: arn,
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: 'local',
    memoryLimitInMB: '256',
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  }
}

/** Rejects with what the handler threw, or when its time is over; the handler itself cannot be stopped. */
const withTimeout = async (work: Promise<unknown>, { name, timeoutSeconds }: LocalFunction, requestId: string): Promise<unknown> => {
  const { promise, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(
    () =>
      reject(
        named('Sandbox.Timedout', `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds (${name})`),
      ),
    timeoutSeconds * 1_000,
  )
  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

export const createLambdas = (functions: LocalFunction[], { root, clock, log }: LambdaOptions): Lambdas => {
  Object.assign(process.env, mergeEnvironments(functions))
  const byKey = new Map(functions.flatMap((fn) => [[fn.name, fn] as const, [fn.arn, fn] as const]))
  const handlers = new Map<string, Promise<Handler>>()
  const counts = new Map(functions.map(({ name }) => [name, 0]))
  const running = new Set<Promise<unknown>>()
  let isClosed = false

  const importHandler = async ({ name, handlerFile }: LocalFunction): Promise<Handler> => {
    const found = HandlerModule.safeParse(await import(pathToFileURL(resolve(root, handlerFile)).href))
    if (!found.success) throw new Error(`${handlerFile} exports no handler for ${name}`)
    return found.data.handler
  }
  const handlerOf = (fn: LocalFunction): Promise<Handler> => {
    const known = handlers.get(fn.name) ?? importHandler(fn)
    handlers.set(fn.name, known)
    return known
  }

  const run = async (fn: LocalFunction, event: unknown): Promise<unknown> => {
    const handler = await handlerOf(fn)
    const requestId = randomUUID()
    const work = (async () => handler(throughJson(event), contextOf(fn, requestId)))()
    return throughJson(await withTimeout(work, fn, requestId))
  }

  return {
    invoke: async (functionArn, event) => {
      const fn = byKey.get(functionArn)
      if (!fn) throw named('ResourceNotFoundException', `Function not found: ${functionArn}`)
      if (isClosed) throw named('ServiceException', `${fn.name} was invoked after the end of the system`)
      counts.set(fn.name, (counts.get(fn.name) ?? 0) + 1)
      const work = run(fn, event).finally(() => running.delete(work))
      running.add(work)
      return clock.during(work)
    },
    load: async () => {
      await Promise.all(functions.map(handlerOf))
    },
    invocations: () => Object.fromEntries(counts),
    close: async () => {
      isClosed = true
      const { promise, resolve: giveUp } = Promise.withResolvers<void>()
      const timer = setTimeout(() => {
        log(`${running.size} invocations were still running at the end.`)
        giveUp()
      }, CLOSE_MS)
      await Promise.race([Promise.allSettled(running), promise])
      clearTimeout(timer)
    },
  }
}
