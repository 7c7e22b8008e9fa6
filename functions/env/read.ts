// The environment of the process: read through a schema, so that what is missing is said at once.
import type * as z from 'zod/mini'

const fault = (name: string): string => `${name} ${process.env[name] === undefined ? 'is missing' : 'cannot be used as it is'}`

/** Reads and checks a function's environment; the error names every variable that is missing or wrong, and quotes none. */
export const readEnvironment = <S extends z.ZodMiniType>(schema: S): z.infer<S> => {
  const read = schema.safeParse(process.env)
  if (read.success) return read.data
  const names = new Set(read.error.issues.map(({ path: [name] }) => String(name)))
  throw new Error(`The environment is not valid: ${[...names].map(fault).join(', ')}`)
}

/** By which X-Ray knows this invocation: in a log line it leads to the trace. Absent outside Lambda. */
export const traceId = (): string | undefined => /\bRoot=([\w-]+)/.exec(process.env._X_AMZN_TRACE_ID ?? '')?.[1]
