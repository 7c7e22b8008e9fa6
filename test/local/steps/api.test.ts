import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn'
import { describe, expect, onTestFinished, test } from 'vitest'
import * as z from 'zod/mini'
import { serveAwsJson } from '../../../local/aws-json.ts'
import { realClock } from '../../../local/clock/real-clock.ts'
import { credentials } from '../../../local/credentials.ts'
import { createSteps } from '../../../local/steps/steps.ts'
import { stepsOperations } from '../../../local/steps/steps-api.ts'
import { ARN, definitionOf, tokenTask } from './world.ts'

/** A machine that waits for a token, behind a real socket, on the real clock. */
const served = async () => {
  const clock = realClock()
  const asked: PromiseWithResolvers<string>[] = []
  const nextAsked = () => {
    const next = Promise.withResolvers<string>()
    asked.push(next)
    return next.promise
  }
  const invoke = async (_name: string, event: unknown) => asked.shift()?.resolve(z.object({ token: z.string() }).parse(event).token)
  const steps = createSteps({
    clock,
    invoke,
    machines: [{ arn: ARN, name: 'dialer', definition: definitionOf({ Ask: tokenTask('ask') }) }],
  })
  const { url, close } = await serveAwsJson({ AWSStepFunctions: stepsOperations(steps) })
  const client = new SFNClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 })
  onTestFinished(async () => {
    client.destroy()
    steps.close()
    clock.stop()
    await close()
  })
  const start = async (name: string, input = '{"a":1}') => {
    const token = nextAsked()
    const { executionArn = '', startDate } = await client.send(new StartExecutionCommand({ stateMachineArn: ARN, name, input }))
    return { executionArn, startDate, token: await token }
  }
  const describeOf = (executionArn: string) => client.send(new DescribeExecutionCommand({ executionArn }))
  return { client, start, describeOf }
}

describe("the SDK's client", () => {
  test('starts an execution and sees it end with what is sent for its token', async () => {
    const { client, start, describeOf } = await served()
    const { executionArn, startDate, token } = await start('one')
    expect(await describeOf(executionArn)).toMatchObject({
      status: 'RUNNING',
      name: 'one',
      stateMachineArn: ARN,
      input: '{"a":1}',
      startDate,
    })
    await client.send(new SendTaskHeartbeatCommand({ taskToken: token }))
    await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '{"answered":true}' }))
    const ended = await describeOf(executionArn)
    expect(ended).toMatchObject({ status: 'SUCCEEDED', output: '{"answered":true}' })
    expect(ended.stopDate).toBeInstanceOf(Date)
  })

  test('sees an execution fail with what is sent for its token', async () => {
    const { client, start, describeOf } = await served()
    const { executionArn, token } = await start('one')
    await client.send(new SendTaskFailureCommand({ taskToken: token, error: 'Lane.Leave', cause: 'done' }))
    expect(await describeOf(executionArn)).toMatchObject({ status: 'FAILED', error: 'Lane.Leave', cause: 'done' })
  })

  test('stops an execution', async () => {
    const { client, start, describeOf } = await served()
    const { executionArn } = await start('one')
    const { stopDate } = await client.send(new StopExecutionCommand({ executionArn, error: 'Stopped' }))
    expect(await describeOf(executionArn)).toMatchObject({ status: 'ABORTED', error: 'Stopped', stopDate })
  })

  test('lists executions page by page, by their status', async () => {
    const { client, start } = await served()
    const { token } = await start('one')
    await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '1' }))
    await start('two')
    await start('three')
    const list = async (query: { statusFilter?: 'RUNNING' | 'SUCCEEDED'; nextToken?: string }) => {
      const { executions = [], nextToken } = await client.send(new ListExecutionsCommand({ stateMachineArn: ARN, maxResults: 2, ...query }))
      return { names: executions.map(({ name }) => name), nextToken }
    }
    const first = await list({})
    expect(first.names).toEqual(['three', 'two'])
    expect(await list({ nextToken: first.nextToken ?? '' })).toEqual({ names: ['one'], nextToken: undefined })
    expect(await list({ statusFilter: 'RUNNING' })).toEqual({ names: ['three', 'two'], nextToken: undefined })
    expect(await list({ statusFilter: 'SUCCEEDED' })).toEqual({ names: ['one'], nextToken: undefined })
  })

  test('meets the exceptions of Step Functions', async () => {
    const { client, start } = await served()
    const { token } = await start('one')
    await client.send(new SendTaskSuccessCommand({ taskToken: token, output: '1' }))
    const name = (sent: Promise<unknown>) =>
      sent.then(
        () => undefined,
        (error: Error) => error.name,
      )
    const startOf = (input: Partial<StartExecutionCommand['input']>) =>
      name(client.send(new StartExecutionCommand({ stateMachineArn: ARN, ...input })))
    expect({
      again: await startOf({ name: 'one', input: '{"a":1}' }),
      noMachine: await startOf({ stateMachineArn: `${ARN}x` }),
      badName: await startOf({ name: 'a b' }),
      badInput: await startOf({ input: '{' }),
      tooMuch: await startOf({ input: JSON.stringify('x'.repeat(262_143)) }),
      notMade: await startOf({ traceHeader: 'x' }),
      noExecution: await name(client.send(new DescribeExecutionCommand({ executionArn: 'arn:x' }))),
      ended: await name(client.send(new SendTaskSuccessCommand({ taskToken: token, output: '1' }))),
      noTask: await name(client.send(new SendTaskHeartbeatCommand({ taskToken: 'x' }))),
      badOutput: await name(client.send(new SendTaskSuccessCommand({ taskToken: (await start('two')).token, output: '{' }))),
      noMapRun: await name(client.send(new ListExecutionsCommand({ mapRunArn: 'arn:x' }))),
      neither: await name(client.send(new ListExecutionsCommand({}))),
      notThere: await name(client.send(new ListStateMachinesCommand({}))),
    }).toEqual({
      again: 'ExecutionAlreadyExists',
      noMachine: 'StateMachineDoesNotExist',
      badName: 'InvalidName',
      badInput: 'InvalidExecutionInput',
      tooMuch: 'ValidationException',
      notMade: 'ValidationException',
      noExecution: 'ExecutionDoesNotExist',
      ended: 'TaskTimedOut',
      noTask: 'TaskDoesNotExist',
      badOutput: 'InvalidOutput',
      noMapRun: 'ResourceNotFound',
      neither: 'ValidationException',
      notThere: 'UnknownOperationException',
    })
  })
})
