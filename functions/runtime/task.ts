// A Step Functions task or an event as a handler: its input parsed, its errors left to whoever invoked it, by name.
import * as z from 'zod/mini'
import { log } from './log.ts'

const Context = z.object({ getRemainingTimeInMillis: z.function({ input: [], output: z.number() }) })

/** Milliseconds until Lambda stops the invocation; without a context, nobody does. */
const remainingIn = (context: unknown): (() => number) => {
  const read = Context.safeParse(context)
  return read.success ? read.data.getRemainingTimeInMillis : () => Number.POSITIVE_INFINITY
}

export const task =
  <S extends z.ZodMiniType, R>(input: S, useCase: (input: z.infer<S>, remainingMs: () => number) => Promise<R>) =>
  async (event: unknown, context?: unknown): Promise<R> => {
    const parsed = input.parse(event)
    try {
      return await useCase(parsed, remainingIn(context))
    } catch (error) {
      log.error('task.failed', { error })
      throw error
    }
  }
