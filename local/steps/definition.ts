// The part of the Amazon States Language that the engine runs, as strict schemas: any other field is refused.
import * as z from 'zod'

const text = z.string()
const seconds = z.int().min(0).max(99_999_999)

/** A whole string between these marks is JSONata; anything else stands for itself. */
export const EXPRESSION = /^\{%([\s\S]*)%\}$/
const expression = z.string().regex(EXPRESSION, 'must be a number or {% an expression %}')
const orExpression = <T extends z.ZodType>(value: T) => z.union([value, expression])

/** Any JSON, whose strings may be expressions. */
const template = z.json()
const assign = z.record(z.string().regex(/^(?!states$)[\p{L}_][\p{L}\p{N}_]{0,79}$/u, 'is not the name of a variable'), template)

const common = { Comment: text.optional(), QueryLanguage: z.enum(['JSONata', 'JSONPath']).optional() }
const output = { Output: template.optional() }
const outputs = { ...output, Assign: assign.optional() }
const onwards = { Next: text.optional(), End: z.boolean().optional() }

const retrier = z.strictObject({
  Comment: text.optional(),
  ErrorEquals: z.array(text).min(1),
  IntervalSeconds: seconds.min(1).default(1),
  MaxAttempts: z.int().min(0).max(99_999_999).default(3),
  BackoffRate: z.number().min(1).default(2),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).default('NONE'),
})
export type Retrier = z.infer<typeof retrier>

const catcher = z.strictObject({ Comment: text.optional(), ErrorEquals: z.array(text).min(1), Next: text, ...outputs })
export type Catcher = z.infer<typeof catcher>

const guards = { Retry: z.array(retrier).default([]), Catch: z.array(catcher).default([]) }

const TASK_RESOURCE = /^arn:aws[\w-]*:states:::lambda:invoke(\.waitForTaskToken)?$/

export const states = {
  Pass: z.strictObject({ Type: z.literal('Pass'), ...common, ...outputs, ...onwards }),
  Task: z.strictObject({
    Type: z.literal('Task'),
    ...common,
    Resource: z.string().regex(TASK_RESOURCE, 'must be arn:aws:states:::lambda:invoke, with or without .waitForTaskToken'),
    Arguments: z.strictObject({ FunctionName: text, Payload: template.optional() }),
    TimeoutSeconds: orExpression(seconds.min(1)).optional(),
    HeartbeatSeconds: orExpression(seconds.min(1)).optional(),
    ...guards,
    ...outputs,
    ...onwards,
  }),
  Choice: z.strictObject({
    Type: z.literal('Choice'),
    ...common,
    Choices: z.array(z.strictObject({ Comment: text.optional(), Condition: orExpression(z.boolean()), Next: text, ...outputs })).min(1),
    Default: text.optional(),
    ...outputs,
  }),
  Wait: z.strictObject({
    Type: z.literal('Wait'),
    ...common,
    Seconds: orExpression(seconds).optional(),
    Timestamp: orExpression(z.iso.datetime({ offset: true })).optional(),
    ...outputs,
    ...onwards,
  }),
  Map: z.strictObject({
    Type: z.literal('Map'),
    ...common,
    Items: orExpression(z.array(template)).optional(),
    ItemSelector: template.optional(),
    // Its states are read one by one, as those of the machine are.
    ItemProcessor: z.unknown(),
    MaxConcurrency: orExpression(z.int().min(0)).optional(),
    ToleratedFailurePercentage: orExpression(z.number().min(0).max(100)).optional(),
    ToleratedFailureCount: orExpression(z.int().min(0)).optional(),
    Label: z.string().min(1).max(40).optional(),
    ...guards,
    ...outputs,
    ...onwards,
  }),
  Succeed: z.strictObject({ Type: z.literal('Succeed'), ...common, ...output }),
  Fail: z.strictObject({ Type: z.literal('Fail'), ...common, Error: text.optional(), Cause: text.optional() }),
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

export const flow = z.strictObject({ Comment: text.optional(), StartAt: text, States: z.record(z.string().min(1).max(80), z.unknown()) })

export const machine = flow.extend({
  QueryLanguage: common.QueryLanguage,
  Version: z.literal('1.0').optional(),
  TimeoutSeconds: seconds.min(1).optional(),
})

export const processor = flow.extend({
  ProcessorConfig: z
    .discriminatedUnion('Mode', [
      z.strictObject({ Mode: z.literal('INLINE') }),
      z.strictObject({ Mode: z.literal('DISTRIBUTED'), ExecutionType: z.literal('STANDARD') }),
    ])
    .default({ Mode: 'INLINE' }),
})
