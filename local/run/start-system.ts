// The whole system on this machine, wired from the synthesized template.
import { join } from 'node:path'
import { setClock } from '#app/clock.ts'
import { serveAwsJson } from '../aws-json.ts'
import { type SystemClock, systemClock } from '../clock/clock.ts'
import { startDynamoDb } from '../dynamodb/dynamodb.ts'
import { createFakeElevenLabs } from '../fake-elevenlabs/fake-elevenlabs.ts'
import { createFakeSheets, type FakeSheets } from '../fake-sheets/fake-sheets.ts'
import { createFakeTwilio, type FakeTwilio } from '../fake-twilio/fake-twilio.ts'
import type { FaultSettings } from '../fake-twilio/fault-settings.ts'
import { startHttpGateway } from '../http/http.ts'
import { createLambdas } from '../lambda/lambda.ts'
import { createObjectEvents } from '../objects.ts'
import { startS3 } from '../s3/s3.ts'
import { startSchedules } from '../schedules.ts'
import { secretsOperations } from '../secrets.ts'
import { startSocketGateway } from '../socket/socket.ts'
import { createSteps } from '../steps/steps.ts'
import { stepsOperations } from '../steps/steps-api.ts'
import { startStreams } from '../streams/streams.ts'
import { readSystem } from '../template/template.ts'
import { freePort } from '../web/free-port.ts'
import { startBridgeProcess } from './bridge-process.ts'
import { keepSaving, savedTime } from './campaign-time.ts'
import type { Endings } from './endings.ts'
import { type InboxAccess, openInbox } from './inbox-access.ts'
import { simulatedAccounts } from './simulated-accounts.ts'
import { type Endpoints, forgetAws, settleIn, surroundings } from './surroundings.ts'
import type { Whereabouts } from './whereabouts.ts'

export type SystemOptions = {
  root: string
  /** Data that is kept between runs. */
  dataDir: string
  templateDir: string
  dashboardDir: string
  /** The bridge's source, or the file that it was bundled into. */
  bridgeProgram: string
  port: number
  /** Of the API, for those who show one. */
  apiKey: string
  speed: number
  seed: number
  twilioFaults: FaultSettings
  log: (line: string) => void
  onSpeed: (effective: number) => void
  /** A child process has ended by itself, and why: the rest cannot go on. */
  onCrash: (reason: string) => void
  endings: Endings
}

export type RunningSystem = {
  url: string
  clock: SystemClock
  twilio: FakeTwilio
  sheets: FakeSheets
  inbox: InboxAccess
  whereabouts: Whereabouts
}

/** Stands for the CloudFront distribution, which Twilio reaches the bridge by; `.test` is reserved (RFC 6761) and resolves nowhere else. */
const BRIDGE_HOST = 'bridge.ringmaster.test'
/** Stands for api.elevenlabs.io where Twilio is sent there. */
const AGENT_HOST = 'elevenlabs.ringmaster.test'
/** What the simulated account allows; the deployment of this machine dials no faster. */
const ACCOUNT_CALLS_PER_SECOND = 10

export const startSystem = async (options: SystemOptions): Promise<RunningSystem> => {
  const { root, dataDir, port, log, endings, onCrash } = options
  forgetAws()
  const socketPort = await freePort()
  const addresses = { api: `http://127.0.0.1:${port}`, socket: `ws://127.0.0.1:${socketPort}`, bridgeHost: BRIDGE_HOST }
  const system = readSystem(options.templateDir, addresses)
  const { region, account: accountId } = system
  const accounts = simulatedAccounts(options.apiKey)

  const clock = systemClock({ speed: options.speed, startAt: savedTime(dataDir), onSpeed: options.onSpeed })
  setClock(clock)
  endings.add('the clock', () => clock.stop())
  endings.add('the saving of the time', keepSaving(dataDir, clock))

  const database = await startDynamoDb({ tables: system.tables, region, dataDir, log })
  endings.add('DynamoDB', () => database.close())
  if (database.pid !== undefined) log(`DynamoDB runs in process group ${database.pid}`)
  database.onExit(onCrash)

  const lambdas = createLambdas(system.functions, { root, clock, log })
  const objects = createObjectEvents({ rules: system.objectRules, invoke: lambdas.invoke, region, account: accountId, log, dataDir })
  const s3 = await startS3({ port: 0, buckets: system.buckets, dataDir, onCreated: objects.onCreated, log })
  endings.add('S3', () => s3.close())
  const inbox = openInbox(dataDir, { url: s3.url, bucket: system.buckets[0]?.name ?? '', region })

  const steps = createSteps({ clock, invoke: lambdas.invoke, machines: [system.machine], log })
  const sheets = await createFakeSheets({ account: accounts.google, machine: clock.machine, seed: options.seed, log })
  endings.add('the simulated Google Sheets', () => sheets.close())
  const secrets = secretsOperations(accounts.secrets(system, sheets))
  const aws = await serveAwsJson({ AWSStepFunctions: stepsOperations(steps), secretsmanager: secrets })
  endings.add('Step Functions', async () => {
    steps.close()
    await aws.close()
  })

  const edges: Record<string, string> = {}
  const twilio = await createFakeTwilio({
    ...{ clock, edges, log, seed: options.seed, callsPerSecond: ACCOUNT_CALLS_PER_SECOND, settings: options.twilioFaults },
    ...{ accountSid: accounts.twilio.accountSid, authToken: accounts.twilio.authToken, numbers: [accounts.twilio.phoneNumber] },
    file: join(dataDir, 'provider-calls.jsonl'),
  })
  endings.add('the simulated Twilio', () => twilio.close())
  const webhook = { url: `${addresses.api}/webhooks/elevenlabs/post-call`, ...accounts.webhook }
  const agent = { clock, log, seed: options.seed, streamHost: AGENT_HOST, webhook }
  const elevenLabs = await createFakeElevenLabs({ ...agent, ...accounts.elevenLabs })
  endings.add('the simulated ElevenLabs', () => elevenLabs.close())
  edges[AGENT_HOST] = elevenLabs.url.replace(/^http/, 'ws')

  const endpoints: Endpoints = {
    dynamodb: database.url,
    s3: s3.url,
    aws: aws.url,
    twilio: twilio.url,
    elevenLabs: elevenLabs.url,
    sheets: sheets.url,
    region,
  }
  settleIn(endpoints)
  await lambdas.load()
  endings.add('the functions', () => lambdas.close())
  // Before the functions end: one that is refused at the end has not failed.
  endings.add('the events of new objects', () => objects.close())

  const bridge = startBridgeProcess({
    ...{ root, log, program: options.bridgeProgram },
    environment: { ...system.bridge.environment, ...surroundings(endpoints) },
  })
  endings.add('the media bridge', () => bridge.close())
  log(`the media bridge runs in process group ${bridge.pid}`)
  const bridgePort = await bridge.port
  edges[BRIDGE_HOST] = `ws://127.0.0.1:${bridgePort}`
  // The name of the distribution leads nowhere, neither from a browser nor from our functions.
  process.env.LIVE_URL = `${addresses.socket}/${system.socket.stage}`
  process.env.LISTEN_URL = `ws://127.0.0.1:${bridgePort}`
  process.env.BRIDGE_READY_URL = `http://127.0.0.1:${bridgePort}/ready`
  bridge.onExit(onCrash)

  const wiring = { invoke: lambdas.invoke, region, accountId, log }
  const sockets = await startSocketGateway({ ...wiring, port: socketPort, ...system.socket })
  endings.add('the WebSocket gateway', () => sockets.close())
  const streams = await startStreams({ ...wiring, sources: system.streams, url: database.url, dataDir })
  endings.add('the table’s streams', () => streams.close())
  const site = { directory: options.dashboardDir, config: { access: 'loopback' } }
  const http = await startHttpGateway({ ...wiring, port, routes: system.http.routes, site })
  endings.add('the HTTP gateway', () => http.close())
  const schedules = startSchedules({ ...wiring, schedules: system.schedules, account: accountId })
  endings.add('the schedules', () => schedules.close())
  objects.deliverLeft()
  const whereabouts = {
    ...{ api: http.url, aws: aws.url, region, twilio: twilio.url, elevenLabs: elevenLabs.url },
    bridge: { publicUrl: `wss://${BRIDGE_HOST}`, reachAt: `ws://127.0.0.1:${bridgePort}` },
    concurrentCalls: Number(process.env.CONCURRENT_CALLS),
  }
  return { url: http.url, clock, twilio, sheets, inbox, whereabouts }
}
