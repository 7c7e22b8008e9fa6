// What starts functions besides requests: table streams, schedules, rules on a bucket's objects.
import * as z from 'zod/mini'
import { compilePatterns } from '../streams/pattern.ts'
import type { ObjectRule, Schedule, StreamSource } from '../system.ts'
import type { Resource } from './assembly.ts'
import { arnOf } from './resource-values.ts'
import type { Templates } from './templates.ts'

const Text = z.string()

const StreamArn = z.pipe(
  z.string(),
  z.transform((arn, context) => {
    const table = /:table\/([^/]+)\/stream\//.exec(arn)?.[1]
    if (table) return table
    context.issues.push({ code: 'custom', message: `${arn} is not the stream of a table`, input: arn })
    return z.NEVER
  }),
)

const JsonText = z.pipe(
  z.string(),
  z.transform((text): unknown => JSON.parse(text)),
)
const OrEndless = z.pipe(
  z._default(z.int(), -1),
  z.transform((count) => (count < 0 ? Number.POSITIVE_INFINITY : count)),
)

/** Absent ones have Lambda's defaults; a setting that is not listed would change what happens, and is refused. */
const Mapping = z.strictObject({
  EventSourceArn: StreamArn,
  FunctionName: z.string(),
  StartingPosition: z.enum(['LATEST', 'TRIM_HORIZON']),
  BatchSize: z._default(z.int(), 100),
  MaximumBatchingWindowInSeconds: z._default(z.int(), 0),
  MaximumRetryAttempts: OrEndless,
  MaximumRecordAgeInSeconds: OrEndless,
  BisectBatchOnFunctionError: z.literal(true),
  FunctionResponseTypes: z._default(z.array(z.literal('ReportBatchItemFailures')), []),
  FilterCriteria: z._default(z.strictObject({ Filters: z.array(z.strictObject({ Pattern: JsonText })) }), { Filters: [] }),
  // What is given up is logged here.
  DestinationConfig: z.exactOptional(z.strictObject({ OnFailure: z.strictObject({ Destination: z.string() }) })),
})

const functionArn = (nameOrArn: string): string => (nameOrArn.startsWith('arn:') ? nameOrArn : arnOf('lambda', `function:${nameOrArn}`))

export const readStreams = (templates: Templates): StreamSource[] =>
  templates.ofType('AWS::Lambda::EventSourceMapping').map((resource) => {
    const mapping = templates.read(resource, Mapping)
    return {
      tableName: mapping.EventSourceArn,
      functionArn: functionArn(mapping.FunctionName),
      batchSize: mapping.BatchSize,
      windowSeconds: mapping.MaximumBatchingWindowInSeconds,
      retryAttempts: mapping.MaximumRetryAttempts,
      maxAgeSeconds: mapping.MaximumRecordAgeInSeconds,
      reportsItemFailures: mapping.FunctionResponseTypes.length > 0,
      patterns: mapping.FilterCriteria.Filters.map(({ Pattern }) => Pattern),
    }
  })

const UNIT_SECONDS: Record<string, number> = { minute: 60, hour: 3_600, day: 86_400 }

const Rate = z.pipe(
  z.string(),
  z.transform((expression, context) => {
    const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? []
    const seconds = Number(count) * (UNIT_SECONDS[unit ?? ''] ?? Number.NaN)
    if (seconds > 0) return seconds
    context.issues.push({ code: 'custom', message: `${expression} is not a rate such as rate(1 minute)`, input: expression })
    return z.NEVER
  }),
)

export const readSchedules = (templates: Templates): Schedule[] =>
  templates.ofType('AWS::Scheduler::Schedule').map((schedule) => {
    const input = templates.read(schedule, z.optional(JsonText), 'Target', 'Input')
    return {
      name: templates.nameOf(schedule),
      everySeconds: templates.read(schedule, Rate, 'ScheduleExpression'),
      functionArn: templates.read(schedule, Text, 'Target', 'Arn'),
      ...(input !== undefined && { input }),
    }
  })

/** Nothing else is told of here but objects; a pattern that cannot be followed is refused. */
const ObjectPattern = z.looseObject({ source: z.tuple([z.literal('aws.s3')]) }).check(
  z.superRefine((pattern, context) => {
    try {
      compilePatterns([pattern])
    } catch (error) {
      context.addIssue(String(error))
    }
  }),
)

/** Of asynchronous events; Lambda's default is two. */
const retryAttemptsOf = (templates: Templates, arn: string): number => {
  const isItsOwn = (config: Resource) => functionArn(templates.read(config, Text, 'FunctionName')) === arn
  const config = templates.ofType('AWS::Lambda::EventInvokeConfig').find(isItsOwn)
  return config ? templates.read(config, z._default(z.int(), 2), 'MaximumRetryAttempts') : 2
}

export const readObjectRules = (templates: Templates): ObjectRule[] =>
  templates.ofType('AWS::Events::Rule').map((rule) => {
    const pattern = templates.read(rule, ObjectPattern, 'EventPattern')
    const target = templates.read(rule, Text, 'Targets', '0', 'Arn')
    return { pattern, functionArn: target, retryAttempts: retryAttemptsOf(templates, target) }
  })
