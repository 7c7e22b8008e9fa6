// The API of Step Functions over the engine, for the SDK's client.
import * as z from 'zod/mini'
import { AwsError, type AwsOperation, parseAwsInput } from '../aws-json.ts'
import { type Execution, STATUSES } from './executions.ts'
import type { Steps } from './steps.ts'

/** 256 KiB of UTF-8. */
const payload = z.string().check(z.refine((text) => Buffer.byteLength(text) <= 262_144, 'is longer than 262144 bytes'))
const token = z.string().check(z.minLength(1), z.maxLength(2048))
const reason = { error: z.optional(z.string().check(z.maxLength(256))), cause: z.optional(z.string().check(z.maxLength(32_768))) }
const arn = z.string().check(z.minLength(1))

const schemas = {
  start: z.strictObject({ stateMachineArn: arn, name: z.optional(z.string()), input: z.optional(payload) }),
  stop: z.strictObject({ executionArn: arn, ...reason }),
  describe: z.strictObject({ executionArn: arn, includedData: z.optional(z.literal('ALL_DATA')) }),
  list: z.strictObject({
    stateMachineArn: z.optional(arn),
    mapRunArn: z.optional(arn),
    statusFilter: z.optional(z.enum(STATUSES)),
    maxResults: z.optional(z.int().check(z.minimum(0), z.maximum(1000))),
    nextToken: z.optional(z.string().check(z.regex(/^\d+$/, 'is not a token of this list'))),
  }),
  success: z.strictObject({ taskToken: token, output: payload }),
  failure: z.strictObject({ taskToken: token, ...reason }),
  heartbeat: z.strictObject({ taskToken: token }),
}

const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u

/** The protocol writes instants as seconds since 1970. */
const seconds = (ms: number): number => ms / 1000

const summaryOf = (execution: Execution) => ({
  executionArn: execution.arn,
  stateMachineArn: execution.machineArn,
  name: execution.name,
  status: execution.status,
  startDate: seconds(execution.startedAt),
  stopDate: execution.stoppedAt === undefined ? undefined : seconds(execution.stoppedAt),
  mapRunArn: execution.mapRunArn,
})

const detailsOf = (execution: Execution) => ({
  ...summaryOf(execution),
  input: execution.input,
  inputDetails: { included: true },
  output: execution.output,
  outputDetails: execution.output === undefined ? undefined : { included: true },
  error: execution.error,
  cause: execution.cause,
})

const pageOf = (executions: Execution[], { statusFilter, maxResults, nextToken }: z.infer<(typeof schemas)['list']>) => {
  const from = Number(nextToken ?? 0)
  const to = from + (maxResults || 100)
  const listed = executions.filter(({ status }) => statusFilter === undefined || status === statusFilter)
  return { executions: listed.slice(from, to).map(summaryOf), nextToken: to < listed.length ? String(to) : undefined }
}

export const stepsOperations = (steps: Steps): Record<string, AwsOperation> => {
  const operation =
    <S extends z.ZodMiniType>(schema: S, operate: (input: z.output<S>) => unknown): AwsOperation =>
    async (input) =>
      operate(parseAwsInput(schema, input))
  return {
    StartExecution: operation(schemas.start, (input) => {
      if (input.name !== undefined && !NAME.test(input.name)) throw new AwsError('InvalidName', `Invalid Name: '${input.name}'`)
      const { arn, startedAt } = steps.startExecution(input)
      return { executionArn: arn, startDate: seconds(startedAt) }
    }),
    StopExecution: operation(schemas.stop, (input) => ({ stopDate: summaryOf(steps.stopExecution(input)).stopDate })),
    DescribeExecution: operation(schemas.describe, (input) => detailsOf(steps.describeExecution(input))),
    ListExecutions: operation(schemas.list, (input) => {
      if ((input.stateMachineArn === undefined) === (input.mapRunArn === undefined)) {
        throw new AwsError('ValidationException', 'Give either stateMachineArn or mapRunArn.')
      }
      return pageOf(steps.listExecutions(input), input)
    }),
    SendTaskSuccess: operation(schemas.success, (input) => steps.sendTaskSuccess(input)),
    SendTaskFailure: operation(schemas.failure, (input) => steps.sendTaskFailure(input)),
    SendTaskHeartbeat: operation(schemas.heartbeat, (input) => steps.sendTaskHeartbeat(input)),
  }
}
