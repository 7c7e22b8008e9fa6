// Everything that the handlers find around them, on this machine: the table, secrets, Step Functions, a bucket, viewers' sockets, Twilio.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AwsError, type AwsOperation, serveAwsJson } from '../../local/aws-json.ts'
import { startS3 } from '../../local/s3/s3.ts'
import { secretsOperations } from '../../local/secrets.ts'
import { startHttpStub } from './http-stub.ts'
import { startTable } from './table.ts'

export const AUTH_TOKEN = 'token-of-the-tests'
export const ACCOUNT_SID = `AC${'0'.repeat(32)}`
export const WEBHOOK_SECRET = 'wsec_of_the_tests'
export const API_KEY = 'key-of-the-tests-0001'
export const PUBLIC_URL = 'https://api.ringmaster.test'
export const BRIDGE_URL = 'wss://bridge.ringmaster.test'
const BUCKET = 'lists'

const SECRETS = {
  'ringmaster/twilio': { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, phoneNumber: '+12025550100' },
  'ringmaster/signing': { key: 'signing-key-of-the-tests' },
  'ringmaster/webhooks': { key: 'webhooks-key-of-the-tests' },
  // As a new deployment has it.
  'ringmaster/google': { client_email: '', private_key: 'made up', token_uri: 'https://oauth2.googleapis.com/token' },
  'ringmaster/keys': { keys: [API_KEY] },
  'ringmaster/elevenlabs-webhook': { secret: WEBHOOK_SECRET, before: `old-${WEBHOOK_SECRET}` },
  'ringmaster/elevenlabs': { apiKey: 'xi-key', agentId: 'agent_1' },
}

/** What was said to Step Functions. */
const playSteps = () => {
  const started: string[] = []
  /** By token: `again`, or the name of the error. */
  const ends = new Map<string, string>()
  const text = (input: unknown, name: string): string => String(Object(input)[name] ?? '')
  const start: AwsOperation = async (input) => {
    const name = text(input, 'name')
    if (started.includes(name)) throw new AwsError('ExecutionAlreadyExists', name)
    started.push(name)
    return { executionArn: `arn:aws:states:us-east-1:123456789012:execution:machine:${name}`, startDate: 0 }
  }
  const describe: AwsOperation = async (input) => {
    const name = text(input, 'executionArn').split(':').at(-1) ?? ''
    if (!started.includes(name)) throw new AwsError('ExecutionDoesNotExist', name)
    return { status: 'RUNNING', name }
  }
  const end: AwsOperation = async (input) => void ends.set(text(input, 'taskToken'), text(input, 'error') || 'again')
  const operations = { StartExecution: start, DescribeExecution: describe, SendTaskSuccess: end, SendTaskFailure: end }
  return { started, ends, operations }
}

export const startSurroundings = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'ringmaster-handlers-'))
  const created: string[] = []
  const { started, ends, operations } = playSteps()
  const texts = Object.fromEntries(Object.entries(SECRETS).map(([name, value]) => [name, JSON.stringify(value)]))
  const [table, aws, s3, viewers, twilio, bridge, elevenLabs] = await Promise.all([
    startTable(),
    serveAwsJson({ secretsmanager: secretsOperations(texts), AWSStepFunctions: operations }),
    startS3({
      port: 0,
      buckets: [{ name: BUCKET, corsOrigins: [], corsMethods: [] }],
      dataDir,
      onCreated: ({ key }) => created.push(key),
      log: console.error,
    }),
    startHttpStub(),
    startHttpStub(),
    startHttpStub(),
    startHttpStub(),
  ])
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_SECRETS_MANAGER: aws.url,
    AWS_ENDPOINT_URL_SFN: aws.url,
    AWS_ENDPOINT_URL_S3: s3.url,
    MACHINE_ARN: 'arn:aws:states:us-east-1:123456789012:stateMachine:machine',
    TWILIO_SECRET_ID: 'ringmaster/twilio',
    TWILIO_API_URL: twilio.url,
    SIGNING_SECRET_ID: 'ringmaster/signing',
    ELEVENLABS_SECRET_ID: 'ringmaster/elevenlabs',
    ELEVENLABS_API_URL: elevenLabs.url,
    ELEVENLABS_WEBHOOK_SECRET_ID: 'ringmaster/elevenlabs-webhook',
    TRANSCRIPT_DAYS: '90',
    GOOGLE_SECRET_ID: 'ringmaster/google',
    KEYS_SECRET_ID: 'ringmaster/keys',
    ACCESS: 'key',
    SIGN_IN: 'none',
    PAGE_ORIGINS: 'https://page.ringmaster.test',
    AUDIT_DAYS: '365',
    WEBHOOKS_SECRET_ID: 'ringmaster/webhooks',
    WEBHOOK_TARGETS: 'public-and-loopback',
    DELIVERY_DAYS: '30',
    PUBLIC_URL,
    BRIDGE_URL,
    BRIDGE_READY_URL: `${bridge.url}/ready`,
    LISTEN_URL: BRIDGE_URL,
    LIVE_URL: 'wss://page.ringmaster.test/live',
    SOCKET_URL: `${viewers.url.replace('http', 'ws')}/test`,
    BUCKET_NAME: BUCKET,
    CALLS_PER_SECOND: '100',
    CALLS_PER_NUMBER_AND_DAY: '3',
    CONCURRENT_CALLS: '100',
    CONSENT: 'deployer',
    CALLING_WINDOWS: 'off',
  })
  return {
    started,
    ends,
    /** Keys of the objects in the bucket, in the order of their arrival. */
    created,
    /** What Twilio was asked, and how it answers. */
    twilio,
    /** Whether the bridge has room: it answers 200 until a test says otherwise. */
    bridge,
    elevenLabs,
    /** What was sent to viewers: `POST /test/@connections/<id>`. */
    viewers,
    async close(): Promise<void> {
      viewers.close()
      for (const stub of [twilio, bridge, elevenLabs]) stub.close()
      await Promise.all([table.close(), aws.close(), s3.close()])
      await rm(dataDir, { recursive: true })
    },
  }
}
