import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createLambdas } from '../../local/lambda/lambda.ts'
import type { LocalFunction } from '../../local/system.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ringmaster-lambda-'))
})
afterEach(() => {
  rmSync(root, { recursive: true })
  delete process.env.RINGMASTER_TEST
})

const aFunction = (name: string, source: string, overrides: Partial<LocalFunction> = {}): LocalFunction => {
  writeFileSync(join(root, `${name}.mjs`), source)
  const arn = `arn:aws:lambda:us-east-1:123456789012:function:${name}`
  return { name, arn, handlerFile: `${name}.mjs`, environment: {}, timeoutSeconds: 3, memoryMiB: 256, ...overrides }
}

const lambdas = (...functions: LocalFunction[]) => {
  const lines: string[] = []
  const during: Promise<unknown>[] = []
  const clock = {
    during: <T>(work: Promise<T>): Promise<T> => {
      during.push(work)
      return work
    },
  }
  return { ...createLambdas(functions, { root, clock, log: (line) => lines.push(line) }), lines, during }
}

test('hands the event over as JSON and takes the result as JSON', async () => {
  const echo = aFunction(
    'echo',
    'export const handler = async (event) => ({ keys: Object.keys(event), at: new Date(0), nothing: undefined })',
  )
  const { invoke } = lambdas(echo)
  expect(await invoke(echo.arn, { kept: 1, dropped: undefined })).toEqual({ keys: ['kept'], at: '1970-01-01T00:00:00.000Z' })
})

test('gives null for a function that returns nothing, and finds it by name too', async () => {
  const silent = aFunction('silent', 'export const handler = async () => {}')
  expect(await lambdas(silent).invoke('silent', {})).toBeNull()
})

test('says who runs, for whom, and how much time is left', async () => {
  const fn = aFunction(
    'context',
    `export const handler = async (event, context) => ({ ...context, left: context.getRemainingTimeInMillis() })`,
    { timeoutSeconds: 60 },
  )
  expect(await lambdas(fn).invoke(fn.arn, {})).toMatchObject({
    functionName: 'context',
    invokedFunctionArn: fn.arn,
    awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    left: expect.toSatisfy((ms: number) => ms > 0 && ms <= 60_000),
  })
})

test('rejects with the error of the handler, under its name', async () => {
  const failing = aFunction(
    'failing',
    `export const handler = async () => { throw Object.assign(new Error('the line is gone'), { name: 'Lane.Leave' }) }`,
  )
  await expect(lambdas(failing).invoke(failing.arn, {})).rejects.toMatchObject({ name: 'Lane.Leave', message: 'the line is gone' })
})

test('stops waiting when the time of the function is over', async () => {
  const slow = aFunction('slow', 'export const handler = () => new Promise(() => {})', { timeoutSeconds: 0.05 })
  await expect(lambdas(slow).invoke(slow.arn, {})).rejects.toMatchObject({
    name: 'Sandbox.Timedout',
    message: expect.stringContaining('Task timed out after 0.05 seconds'),
  })
})

test('gives every function the environment of all', async () => {
  const reads = aFunction('reads', 'export const handler = async () => process.env.RINGMASTER_TEST')
  const other = aFunction('other', 'export const handler = async () => {}', { environment: { RINGMASTER_TEST: 'of the other' } })
  expect(await lambdas(reads, other).invoke(reads.arn, {})).toBe('of the other')
})

test('refuses two functions that want different values of one variable', () => {
  const source = 'export const handler = async () => {}'
  const one = aFunction('one', source, { environment: { RINGMASTER_TEST: 'a' } })
  const two = aFunction('two', source, { environment: { RINGMASTER_TEST: 'b' } })
  expect(() => lambdas(one, two)).toThrow('RINGMASTER_TEST is a for one but b for two')
})

test('names the file that exports no handler', async () => {
  const empty = aFunction('empty', 'export const other = 1')
  await expect(lambdas(empty).load()).rejects.toThrow('empty.mjs exports no handler for empty')
})

test('does not know other functions', async () => {
  await expect(lambdas().invoke('arn:of:nobody', {})).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
})

test('counts invocations and marks each as work in progress', async () => {
  const fn = aFunction('counted', 'export const handler = async () => {}')
  const idle = aFunction('idle', 'export const handler = async () => {}')
  const { invoke, invocations, during } = lambdas(fn, idle)
  await Promise.all([invoke(fn.arn, {}), invoke('counted', {})])
  expect(invocations()).toEqual({ counted: 2, idle: 0 })
  expect(during).toHaveLength(2)
})

test('waits at its end for what runs, and admits nothing more', async () => {
  const source = `export const handler = async () => {
    await new Promise((resolve) => setTimeout(resolve, 50))
    process.env.RINGMASTER_TEST = 'done'
  }`
  const fn = aFunction('ending', source)
  const { invoke, close } = lambdas(fn)
  const invocation = invoke(fn.arn, {})
  await close()
  expect(process.env.RINGMASTER_TEST).toBe('done')
  await invocation
  await expect(invoke(fn.arn, {})).rejects.toThrow('after the end')
})
