import { readdirSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { environments } from '#env/all.ts'
import { synthesized } from '../support/synthesized.ts'

const Fn = z.object({
  logicalId: z.string(),
  Properties: z.looseObject({
    FunctionName: z.string(),
    Architectures: z.array(z.string()),
    Runtime: z.string(),
    Code: z.object({ S3Key: z.string() }),
    Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
    LoggingConfig: z.object({ LogGroup: z.object({ Ref: z.string() }) }),
    TracingConfig: z.object({ Mode: z.string() }),
  }),
  Metadata: z.object({ Ringmaster: z.object({ handlerFile: z.string(), impact: z.string() }) }),
})

let stacks: ReturnType<typeof synthesized>
let functions: z.infer<typeof Fn>[]
beforeAll(() => {
  stacks = synthesized('dev')
  functions = stacks.ofType('AWS::Lambda::Function').map((resource) => Fn.parse(resource))
})

const nameOf = (fn: z.infer<typeof Fn>) => fn.Properties.FunctionName.replace('ringmaster-dev-', '')
const sorted = (texts: Iterable<string>) => [...texts].toSorted()

test('every Lambda is one file in functions/handlers, and every such file is one Lambda', () => {
  const files = readdirSync('functions/handlers').map((file) => `functions/handlers/${file}`)
  expect(sorted(functions.map((fn) => fn.Metadata.Ringmaster.handlerFile))).toEqual(sorted(files))
})

test('every Lambda has an environment schema, and every schema a Lambda', () => {
  expect(sorted(functions.map(nameOf))).toEqual(sorted(Object.keys(environments)))
})

test('every Lambda gets the variables of its schema that have no default, and no other', () => {
  const required = Object.entries(environments).map(([name, schema]) => {
    const variables = Object.entries<z.ZodMiniType>(schema.shape).filter(([, variable]) => !(variable instanceof z.ZodMiniDefault))
    return [name, sorted(variables.map(([variable]) => variable))]
  })
  const given = functions.map((fn) => [nameOf(fn), sorted(Object.keys(fn.Properties.Environment.Variables))])
  expect(Object.fromEntries(given)).toEqual(Object.fromEntries(required))
})

test('every Lambda runs on arm64 and Node 24, and is traced', () => {
  for (const { Properties } of functions) {
    expect(Properties).toMatchObject({ Architectures: ['arm64'], Runtime: 'nodejs24.x', TracingConfig: { Mode: 'Active' } })
  }
})

test('every Lambda has code of its own', () => {
  const keys = functions.map((fn) => fn.Properties.Code.S3Key)
  expect(new Set(keys).size).toBe(keys.length)
})

test('every log group forgets after a while', () => {
  const groups = stacks.ofType('AWS::Logs::LogGroup')
  expect(groups.filter(({ Properties }) => !Properties.RetentionInDays)).toEqual([])
  const logicalIds = new Set(groups.map(({ logicalId }) => logicalId))
  for (const fn of functions) expect(logicalIds).toContain(fn.Properties.LoggingConfig.LogGroup.Ref)
})

test('every Lambda has an alarm that says what a user suffers', () => {
  const texts = stacks.ofType('AWS::CloudWatch::Alarm').map(({ Properties }) => JSON.stringify(Properties.AlarmDescription))
  const untold = functions.filter((fn) => !texts.some((text) => text.includes(fn.Metadata.Ringmaster.impact)))
  expect(untold.map(nameOf)).toEqual([])
})

test('Lambda runs no failed event again, except an import, which goes on where it stopped', () => {
  const config = z.object({
    Properties: z.object({ FunctionName: z.object({ Ref: z.string() }), MaximumRetryAttempts: z.int() }),
  })
  const retries = new Map(
    stacks.ofType('AWS::Lambda::EventInvokeConfig').map((resource) => {
      const { FunctionName, MaximumRetryAttempts } = config.parse(resource).Properties
      return [FunctionName.Ref, MaximumRetryAttempts]
    }),
  )
  const byName = Object.fromEntries(functions.map((fn) => [nameOf(fn), retries.get(fn.logicalId)]))
  const none = Object.fromEntries(Object.keys(environments).map((name) => [name, 0]))
  expect(byName).toEqual({ ...none, 'export-contacts': 2, 'import-contacts': 2, 'import-suppressions': 2 })
})

test('an import that is given up is kept for somebody to look at', () => {
  const kept = functions.filter(({ Properties }) => Properties.DeadLetterConfig)
  expect(kept.map(nameOf)).toEqual(['import-contacts', 'import-suppressions', 'export-contacts'])
})
