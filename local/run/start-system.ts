// The whole system on this machine, wired from the synthesized template.
import { setClock } from '#app/clock.ts'
import { serveAwsJson } from '../aws-json.ts'
import { type SystemClock, systemClock } from '../clock/clock.ts'
import { startDynamoDb } from '../dynamodb/dynamodb.ts'
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
import { keepSaving, startingTime } from './campaign-time.ts'
import type { Endings } from './endings.ts'
import { type InboxAccess, openInbox } from './inbox-access.ts'
import { type Endpoints, forgetAws, settleIn, surroundings } from './surroundings.ts'
import { tickAt } from './tick.ts'
import type { Whereabouts } from './whereabouts.ts'
import type { Providers, World } from './world.ts'

export type SystemOptions = World & {
  root: string
  /** Data that is kept between runs. */
  dataDir: string
  templateDir: string
  dashboardDir: string
  /** The bridge's source, or the file that it was bundled into. */
  bridgeProgram: string
  port: number
  log: (line: string) => void
  onSpeed: (effective: number) => void
  /** A child process has ended by itself, and why: the rest cannot go on. */
  onCrash: (reason: string) => void
  endings: Endings
}

export type RunningSystem = {
  url: string
  clock: SystemClock
  providers: Providers
  inbox: InboxAccess
  whereabouts: Whereabouts
}

export const startSystem = async (options: SystemOptions): Promise<RunningSystem> => {
  const { root, dataDir, port, reached, log, endings, onCrash } = options
  forgetAws()
  const socketPort = await freePort()
  const addresses = { api: reached.url, socket: `ws://127.0.0.1:${socketPort}`, bridgeHost: reached.host }
  const system = readSystem(options.templateDir, addresses)
  const { region, account: accountId } = system

  const clock = systemClock({ speed: options.speed, startAt: startingTime(dataDir, options), onSpeed: options.onSpeed })
  setClock(clock)
  endings.add('the clock', () => clock.stop())
  endings.add('the saving of the time', keepSaving(dataDir, clock))

  const database = await startDynamoDb({ tables: system.tables, region, dataDir, log })
  endings.add('DynamoDB', () => database.close())
  if (database.pid !== undefined) log(`DynamoDB runs in process group ${database.pid}`)
  database.onExit(onCrash)

  const lambdas = createLambdas(system.functions, { root, clock, log })
  process.env.ONLY_NUMBERS = options.only
  const objects = createObjectEvents({ rules: system.objectRules, invoke: lambdas.invoke, region, account: accountId, log, dataDir })
  const s3 = await startS3({ port: 0, buckets: system.buckets, dataDir, onCreated: objects.onCreated, log })
  endings.add('S3', () => s3.close())
  const inbox = openInbox(dataDir, { url: s3.url, bucket: system.buckets[0]?.name ?? '', region })

  const steps = createSteps({ clock, invoke: lambdas.invoke, machines: [system.machine], log })
  const providers = await options.startProviders({ system, clock, dataDir, log, endings })
  const { twilio, elevenLabs, sheets } = providers
  const aws = await serveAwsJson({ AWSStepFunctions: stepsOperations(steps), secretsmanager: secretsOperations(providers.secrets) })
  endings.add('Step Functions', async () => {
    steps.close()
    await aws.close()
  })

  const endpoints: Endpoints = {
    dynamodb: database.url,
    s3: s3.url,
    aws: aws.url,
    ...{ twilio, elevenLabs, sheets, region },
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
  await options.beforeCalls({ api: http.url, bridge: `http://127.0.0.1:${bridgePort}` }, endings)
  const schedules = startSchedules({ ...wiring, schedules: system.schedules, everyMs: tickAt(options.speed), account: accountId })
  endings.add('the schedules', () => schedules.close())
  objects.deliverLeft()
  const whereabouts = {
    ...{ stage: options.stage, api: http.url, publicUrl: reached.url, aws: aws.url, region, twilio, elevenLabs },
    bridge: { publicUrl: `wss://${reached.host}`, reachAt: `ws://127.0.0.1:${bridgePort}` },
    concurrentCalls: Number(process.env.CONCURRENT_CALLS),
  }
  return { url: http.url, clock, providers, inbox, whereabouts }
}
