// What starts functions besides requests: table streams, schedules, rules on a bucket's objects.
import * as z from 'zod'
import type { ObjectRule, Schedule, StreamSource } from '../system.ts'
import { arnOf } from './resource-values.ts'
import type { Templates } from './templates.ts'

const Text = z.string()

const StreamArn = z.string().transform((arn, context) => {
  const table = /:table\/([^/]+)\/stream\//.exec(arn)?.[1]
  if (table) return table
  context.addIssue(`${arn} is not the stream of a table`)
  return z.NEVER
})

const JsonText = z.string().transform((text): unknown => JSON.parse(text))
const Filters = z.array(z.strictObject({ Pattern: JsonText })).default([])

const functionArn = (nameOrArn: string): string => (nameOrArn.startsWith('arn:') ? nameOrArn : arnOf('lambda', `function:${nameOrArn}`))

export const readStreams = (templates: Templates): StreamSource[] =>
  templates.ofType('AWS::Lambda::EventSourceMapping').map((mapping) => ({
    tableName: templates.read(mapping, StreamArn, 'EventSourceArn'),
    functionArn: functionArn(templates.read(mapping, Text, 'FunctionName')),
    // Absent ones have Lambda's defaults.
    batchSize: templates.read(mapping, z.int().default(100), 'BatchSize'),
    windowSeconds: templates.read(mapping, z.int().default(0), 'MaximumBatchingWindowInSeconds'),
    patterns: templates.read(mapping, Filters, 'FilterCriteria', 'Filters').map(({ Pattern }) => Pattern),
  }))

const UNIT_SECONDS: Record<string, number> = { minute: 60, hour: 3_600, day: 86_400 }

const Rate = z.string().transform((expression, context) => {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? []
  const seconds = Number(count) * (UNIT_SECONDS[unit ?? ''] ?? Number.NaN)
  if (seconds > 0) return seconds
  context.addIssue(`${expression} is not a rate such as rate(1 minute)`)
  return z.NEVER
})

export const readSchedules = (templates: Templates): Schedule[] =>
  templates.ofType('AWS::Scheduler::Schedule').map((schedule) => {
    const input = templates.read(schedule, JsonText.optional(), 'Target', 'Input')
    return {
      name: templates.nameOf(schedule),
      everySeconds: templates.read(schedule, Rate, 'ScheduleExpression'),
      functionArn: templates.read(schedule, Text, 'Target', 'Arn'),
      ...(input !== undefined && { input }),
    }
  })

const ObjectPattern = z.strictObject({
  source: z.tuple([z.literal('aws.s3')]),
  'detail-type': z.array(z.string()).min(1),
  detail: z.strictObject({
    bucket: z.strictObject({ name: z.tuple([z.string()]) }),
    object: z.strictObject({ key: z.tuple([z.strictObject({ prefix: z.string() })]) }),
  }),
})

export const readObjectRules = (templates: Templates): ObjectRule[] =>
  templates.ofType('AWS::Events::Rule').map((rule) => {
    const pattern = templates.read(rule, ObjectPattern, 'EventPattern')
    return {
      bucketName: pattern.detail.bucket.name[0],
      detailTypes: pattern['detail-type'],
      keyPrefix: pattern.detail.object.key[0].prefix,
      functionArn: templates.read(rule, Text, 'Targets', '0', 'Arn'),
    }
  })
