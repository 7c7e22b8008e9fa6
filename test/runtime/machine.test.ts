// Step Functions through the real client, with the answers that AWS gives.
import { SFNClient } from '@aws-sdk/client-sfn'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { stepFunctions } from '#runtime/machine.ts'
import { campaignId } from '../support/builders.ts'
import { startHttpStub } from '../support/http-stub.ts'

const ARN = 'arn:aws:states:us-east-1:123456789012:stateMachine:ringmaster-dev'

let stub: Awaited<ReturnType<typeof startHttpStub>>
let client: SFNClient
beforeAll(async () => {
  stub = await startHttpStub()
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' }
  client = new SFNClient({ endpoint: stub.url, region: 'us-east-1', credentials, maxAttempts: 1 })
})
afterAll(() => {
  client.destroy()
  stub.close()
})
beforeEach(() => {
  stub.answers(200, {})
})

const machine = () => stepFunctions(ARN, client)
const asked = () => {
  const request = stub.asked.at(-1)
  const body: unknown = JSON.parse(request?.body ?? 'null')
  return { operation: String(request?.headers['x-amz-target']).replace('AWSStepFunctions.', ''), body }
}
const fails = (type: string) => stub.answers(400, { __type: type, message: 'no' })

describe('a run', () => {
  it('is one execution by its name, which carries ids and nothing else', async () => {
    stub.answers(200, { executionArn: 'x', startDate: 1 })
    await machine().start(campaignId, 3)
    expect(asked()).toEqual({
      operation: 'StartExecution',
      body: { stateMachineArn: ARN, name: `${campaignId}-3`, input: JSON.stringify({ campaignId, run: 3 }) },
    })
  })

  it('that was started already is a success', async () => {
    fails('ExecutionAlreadyExists')
    await expect(machine().start(campaignId, 3)).resolves.toBeUndefined()
  })

  it.each([
    ['RUNNING', 'running'],
    ['SUCCEEDED', 'ended'],
    ['FAILED', 'ended'],
    ['TIMED_OUT', 'ended'],
    ['ABORTED', 'ended'],
  ])('that is %s is %s', async (status, expected) => {
    stub.answers(200, { status })
    expect(await machine().status(campaignId, 3)).toBe(expected)
    expect(asked().body).toEqual({ executionArn: `${ARN.replace('stateMachine', 'execution')}:${campaignId}-3` })
  })

  it('that does not exist is absent', async () => {
    fails('ExecutionDoesNotExist')
    expect(await machine().status(campaignId, 3)).toBe('absent')
  })

  it('cannot be started or looked up by a function that knows no machine', async () => {
    await expect(stepFunctions(undefined, client).start(campaignId, 1)).rejects.toThrow('MACHINE_ARN')
    await expect(stepFunctions(undefined, client).status(campaignId, 1)).rejects.toThrow('MACHINE_ARN')
    await expect(stepFunctions(undefined, client).again('token')).resolves.toBeUndefined()
  })
})

describe('the end of a turn', () => {
  it('goes round again at once', async () => {
    await machine().again('token-1')
    expect(asked()).toEqual({ operation: 'SendTaskSuccess', body: { taskToken: 'token-1', output: '{}' } })
  })

  it.each([
    [0, 1],
    [-5, 1],
    [1, 1],
    [1_000, 1],
    [1_001, 2],
    [59_999.5, 60],
  ])('after %d ms goes round again after %d whole seconds', async (ms, seconds) => {
    await machine().wait('token-1', ms)
    expect(asked()).toEqual({
      operation: 'SendTaskFailure',
      body: { taskToken: 'token-1', error: 'Lane.Wait', cause: JSON.stringify({ seconds }) },
    })
  })

  it('sends the lane home', async () => {
    await machine().leave('token-1')
    expect(asked()).toEqual({ operation: 'SendTaskFailure', body: { taskToken: 'token-1', error: 'Lane.Leave', cause: '{}' } })
  })

  const ends = [
    ['again', () => machine().again('t')],
    ['wait', () => machine().wait('t', 1)],
    ['leave', () => machine().leave('t')],
  ] as const
  it.each(ends.flatMap(([name, end]) => ['TaskTimedOut', 'TaskDoesNotExist'].map((type) => [name, type, end] as const)))(
    'by “%s” is a success when the answer is %s: the turn has ended already',
    async (_, type, end) => {
      fails(type)
      await expect(end()).resolves.toBeUndefined()
    },
  )

  it.each(ends)('by “%s” is an error when the token is none of ours', async (_, end) => {
    fails('InvalidToken')
    await expect(end()).rejects.toMatchObject({ name: 'InvalidToken' })
  })
})

describe('Step Functions out of reach', () => {
  it.each([
    ['start', () => machine().start(campaignId, 1)],
    ['status', () => machine().status(campaignId, 1)],
    ['again', () => machine().again('t')],
    ['leave', () => machine().leave('t')],
  ])('is an error of “%s”', async (_, work) => {
    fails('ThrottlingException')
    await expect(work()).rejects.toMatchObject({ name: 'ThrottlingException' })
  })
})
