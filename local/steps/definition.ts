// The part of the Amazon States Language that the engine runs, as strict schemas: any other field is refused.
import * as z from 'zod/mini'
import { Count } from '#contract/parts.ts'

const text = z.string()
const seconds = z.int().check(z.minimum(0), z.maximum(99_999_999))

/** A whole string between these marks is JSONata; anything else stands for itself. */
export const EXPRESSION = /^\{%([\s\S]*)%\}$/
const expression = z.string().check(z.regex(EXPRESSION, 'must be a number or {% an expression %}'))
const orExpression = <T extends z.ZodMiniType>(value: T) => z.union([value, expression])

/** Any JSON, whose strings may be expressions. */
const template = z.json()
const assign = z.record(z.string().check(z.regex(/^(?!states$)[\p{L}_][\p{L}\p{N}_]{0,79}$/u, 'is not the name of a variable')), template)

const common = { Comment: z.optional(text), QueryLanguage: z.optional(z.enum(['JSONata', 'JSONPath'])) }
const output = { Output: z.optional(template) }
const outputs = { ...output, Assign: z.optional(assign) }
const onwards = { Next: z.optional(text), End: z.optional(z.boolean()) }

const retrier = z.strictObject({
  Comment: z.optional(text),
  ErrorEquals: z.array(text).check(z.minLength(1)),
  IntervalSeconds: z._default(seconds.check(z.minimum(1)), 1),
  MaxAttempts: z._default(z.int().check(z.minimum(0), z.maximum(99_999_999)), 3),
  BackoffRate: z._default(z.number().check(z.minimum(1)), 2),
  MaxDelaySeconds: z.optional(z.int().check(z.minimum(1), z.maximum(31_622_400))),
  JitterStrategy: z._default(z.enum(['FULL', 'NONE']), 'NONE'),
})
export type Retrier = z.infer<typeof retrier>

const catcher = z.strictObject({ Comment: z.optional(text), ErrorEquals: z.array(text).check(z.minLength(1)), Next: text, ...outputs })
export type Catcher = z.infer<typeof catcher>

const guards = { Retry: z._default(z.array(retrier), []), Catch: z._default(z.array(catcher), []) }

const TASK_RESOURCE = /^arn:aws[\w-]*:states:::lambda:invoke(\.waitForTaskToken)?$/

export const states = {
  Pass: z.strictObject({ Type: z.literal('Pass'), ...common, ...outputs, ...onwards }),
  Task: z.strictObject({
    Type: z.literal('Task'),
    ...common,
    Resource: z.string().check(z.regex(TASK_RESOURCE, 'must be arn:aws:states:::lambda:invoke, with or without .waitForTaskToken')),
    Arguments: z.strictObject({ FunctionName: text, Payload: z.optional(template) }),
    TimeoutSeconds: z.optional(orExpression(seconds.check(z.minimum(1)))),
    HeartbeatSeconds: z.optional(orExpression(seconds.check(z.minimum(1)))),
    ...guards,
    ...outputs,
    ...onwards,
  }),
  Choice: z.strictObject({
    Type: z.literal('Choice'),
    ...common,
    Choices: z
      .array(z.strictObject({ Comment: z.optional(text), Condition: orExpression(z.boolean()), Next: text, ...outputs }))
      .check(z.minLength(1)),
    Default: z.optional(text),
    ...outputs,
  }),
  Wait: z.strictObject({
    Type: z.literal('Wait'),
    ...common,
    Seconds: z.optional(orExpression(seconds)),
    Timestamp: z.optional(orExpression(z.iso.datetime({ offset: true }))),
    ...outputs,
    ...onwards,
  }),
  Map: z.strictObject({
    Type: z.literal('Map'),
    ...common,
    Items: z.optional(orExpression(z.array(template))),
    ItemSelector: z.optional(template),
    // Its states are read one by one, as those of the machine are.
    ItemProcessor: z.unknown(),
    MaxConcurrency: z.optional(orExpression(Count)),
    ToleratedFailurePercentage: z.optional(orExpression(z.number().check(z.minimum(0), z.maximum(100)))),
    ToleratedFailureCount: z.optional(orExpression(Count)),
    Label: z.optional(z.string().check(z.minLength(1), z.maxLength(40))),
    ...guards,
    ...outputs,
    ...onwards,
  }),
  Succeed: z.strictObject({ Type: z.literal('Succeed'), ...common, ...output }),
  Fail: z.strictObject({ Type: z.literal('Fail'), ...common, Error: z.optional(text), Cause: z.optional(text) }),
}

export type StateType = keyof typeof states
type StateOf<T extends StateType> = z.infer<(typeof states)[T]>
export type TaskState = StateOf<'Task'>
export type ChoiceState = StateOf<'Choice'>
export type WaitState = StateOf<'Wait'>
export type MapState = Omit<StateOf<'Map'>, 'ItemProcessor'> & { processor: Processor }
export type State = StateOf<Exclude<StateType, 'Map'>> | MapState

/** States that start at one of them and lead to each other. */
export type Flow = { startAt: string; states: ReadonlyMap<string, State> }
export type Processor = Flow & { mode: 'DISTRIBUTED' | 'INLINE' }
export type Program = Flow & { timeoutSeconds?: number }

export const flow = z.strictObject({
  Comment: z.optional(text),
  StartAt: text,
  States: z.record(z.string().check(z.minLength(1), z.maxLength(80)), z.unknown()),
})

export const machine = z.extend(flow, {
  QueryLanguage: common.QueryLanguage,
  Version: z.optional(z.literal('1.0')),
  TimeoutSeconds: z.optional(seconds.check(z.minimum(1))),
})

export const processor = z.extend(flow, {
  ProcessorConfig: z._default(
    z.discriminatedUnion('Mode', [
      z.strictObject({ Mode: z.literal('INLINE') }),
      z.strictObject({ Mode: z.literal('DISTRIBUTED'), ExecutionType: z.literal('STANDARD') }),
    ]),
    { Mode: 'INLINE' },
  ),
})
