// A Step Functions task as a handler: its input parsed, its errors left to the state machine by name.
import type * as z from 'zod'
import { log } from './log.ts'

export const task =
  <S extends z.ZodType, R>(input: S, useCase: (input: z.infer<S>) => Promise<R>) =>
  async (event: unknown): Promise<R> => {
    const parsed = input.parse(event)
    try {
      return await useCase(parsed)
    } catch (error) {
      log.error('task.failed', { error })
      throw error
    }
  }
