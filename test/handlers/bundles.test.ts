// What is deployed, rather than its sources: each bundle alone in a clean process, with the environment that the template gives it.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serveAwsJson } from '../../local/aws-json.ts'
import { credentials } from '../../local/credentials.ts'
import { startDynamoDb } from '../../local/dynamodb/dynamodb.ts'
import { secretsOperations } from '../../local/secrets.ts'
import { type AwsEar, listenBefore } from '../support/aws-ear.ts'
import { bundledBridge } from '../support/bundled-bridge.ts'
import { type Bundles, synthesizedBundles } from '../support/bundles.ts'
import { SMOKE } from '../support/smoke-events.ts'
import { AUTH_TOKEN, WEBHOOK_SECRET } from '../support/surroundings.ts'

const SECRETS = {
  'ringmaster/local/twilio': JSON.stringify({ authToken: AUTH_TOKEN }),
  'ringmaster/local/elevenlabs-webhook': JSON.stringify({ secret: WEBHOOK_SECRET }),
}
const INVOKER = join(import.meta.dirname, '../support/invoke-bundle.ts')

/** A synthesis with all bundles, where `npm run synth` has not just made one. */
const SYNTHESIS_MS = 240_000

let bundles: Bundles
let table: AwsEar
let aws: AwsEar
const endings: (() => Promise<void>)[] = []
beforeAll(async () => {
  bundles = await synthesizedBundles()
  const database = await startDynamoDb({ ...bundles, log: console.error })
  const done = async () => ({})
  const services = await serveAwsJson({
    secretsmanager: secretsOperations(SECRETS),
    AWSStepFunctions: { SendTaskSuccess: done, SendTaskFailure: done, StartExecution: done },
  })
  table = await listenBefore(database.url)
  aws = await listenBefore(services.url)
  endings.push(table.close, aws.close, services.close, database.close)
}, SYNTHESIS_MS)
afterAll(async () => {
  for (const end of endings) await end()
})

/** What Lambda itself adds to a function's environment, and where AWS is here. */
const ofLambda = (name: string): Record<string, string> => ({
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_REGION: bundles.region,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_ENDPOINT_URL: aws.url,
  AWS_ENDPOINT_URL_DYNAMODB: table.url,
})

const read = (line: string): unknown => {
  const answer: unknown = JSON.parse(line)
  const { body }: { body?: unknown } = Object(answer)
  return typeof body === 'string' && body !== '' ? { ...Object(answer), body: JSON.parse(body) } : answer
}

const invoke = async (name: string, event: unknown) => {
  const { file, environment } = bundles.of(name)
  const child = spawn(process.execPath, [INVOKER, file], { env: { ...environment, ...ofLambda(name) } })
  child.stdin.end(JSON.stringify(event))
  const [out, complaint] = await Promise.all([text(child.stdout), text(child.stderr)])
  const lines = out.trimEnd().split('\n')
  return { lastLine: lines.at(-1) ?? '', said: `${lines.slice(0, -1).join('\n')}\n${complaint}` }
}

it.each(Object.entries(SMOKE))('the bundle of %s answers its smoke event', async (name, { event, answer, asks, says }) => {
  const { lastLine, said } = await invoke(name, event)
  expect([...table.asked(), ...aws.asked()]).toEqual(asks)
  if (says) expect(said).toMatch(says)
  else expect(said.trim()).toBe('')
  if (answer) expect(read(lastLine)).toMatchObject(answer)
})

it('the bundle of the bridge is the one that is killed in the tests of what it does when it dies', () => {
  expect(readFileSync(bundles.bridge, 'utf8')).toBe(readFileSync(bundledBridge(), 'utf8'))
})
