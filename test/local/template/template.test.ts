import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { routes } from '#contract/routes.ts'
import { environments } from '#env/all.ts'
import { BridgeEnvironment } from '#env/bridge.ts'
import { loadMachine } from '../../../local/steps/load.ts'
import type { LocalSystem } from '../../../local/system.ts'
import { synthesize } from '../../../local/template/synth.ts'
import { readSystem } from '../../../local/template/template.ts'

const folder = mkdtempSync(join(tmpdir(), 'ringmaster-template-'))

afterAll(() => rmSync(folder, { recursive: true }))

const addresses = { api: 'http://127.0.0.1:4400', socket: 'ws://127.0.0.1:5100', bridgeHost: 'bridge.ringmaster.test' }

describe('the synthesized system', () => {
  let system: LocalSystem
  beforeAll(async () => {
    const outDir = await synthesize({ root: process.cwd(), cacheDir: folder, log: () => {} })
    system = readSystem(outDir, addresses)
  })

  const arnOf = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:ringmaster-local-${name}`

  test('has every handler as a function, each with an environment that the function accepts', () => {
    const files = readdirSync('functions/handlers').map((file) => `functions/handlers/${file}`)
    expect(system.functions.map(({ handlerFile }) => handlerFile).toSorted()).toEqual(files)
    for (const [name, schema] of Object.entries(environments)) {
      const fn = system.functions.find(({ arn }) => arn === arnOf(name))
      expect(schema.safeParse(fn?.environment).error, name).toBeUndefined()
    }
  })

  test('has the addresses of this machine where AWS would make its own', () => {
    const { environment } = system.functions.find(({ arn }) => arn === arnOf('twilio-voice')) ?? {}
    expect(environment).toMatchObject({ PUBLIC_URL: 'http://127.0.0.1:4400', BRIDGE_URL: 'wss://bridge.ringmaster.test' })
    expect(system.functions.find(({ arn }) => arn === arnOf('socket'))?.environment.SOCKET_URL).toBe('ws://127.0.0.1:5100/live')
  })

  test('has the routes of the contract and the webhooks, each with its function and its authorizer', () => {
    const contract = Object.values(routes).map(({ method, path, role }) => ({
      routeKey: `${method} ${path}`,
      functionArn: arnOf('api'),
      ...(role !== 'anyone' && { authorizerArn: arnOf('authorize') }),
    }))
    expect(system.http.routes).toEqual([
      ...contract,
      { routeKey: 'ANY /api', functionArn: arnOf('api'), authorizerArn: arnOf('authorize') },
      { routeKey: 'ANY /api/{proxy+}', functionArn: arnOf('api'), authorizerArn: arnOf('authorize') },
      { routeKey: 'POST /webhooks/twilio/voice/{attemptId}', functionArn: arnOf('twilio-voice') },
      { routeKey: 'POST /webhooks/twilio/status/{attemptId}', functionArn: arnOf('twilio-status') },
      { routeKey: 'POST /webhooks/twilio/machine/{attemptId}', functionArn: arnOf('twilio-machine') },
      { routeKey: 'POST /webhooks/twilio/recording/{attemptId}', functionArn: arnOf('twilio-recording') },
      { routeKey: 'POST /webhooks/elevenlabs/post-call', functionArn: arnOf('elevenlabs-post-call') },
    ])
  })

  test('has the three routes of the WebSocket, the first behind a ticket', () => {
    const functionArn = arnOf('socket')
    expect(system.socket).toEqual({
      stage: 'live',
      routes: [
        { routeKey: '$connect', functionArn, authorizerArn: arnOf('authorize'), identitySources: ['route.request.querystring.ticket'] },
        { routeKey: '$disconnect', functionArn },
        { routeKey: '$default', functionArn },
      ],
    })
  })

  test('has the table as DescribeTable tells it', () => {
    expect(system.tables).toEqual([
      {
        tableName: system.functions[0]?.environment.TABLE_NAME,
        description: expect.objectContaining({
          TableName: system.functions[0]?.environment.TABLE_NAME,
          BillingMode: 'PAY_PER_REQUEST',
          StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
          TimeToLiveSpecification: { AttributeName: 'expiresAt', Enabled: true },
        }),
      },
    ])
  })

  test('has the machine with the ARNs of its functions, under the ARN that the functions know', () => {
    expect(system.machine.arn).toBe(system.functions.find(({ arn }) => arn === arnOf('next-run'))?.environment.MACHINE_ARN)
    expect(system.machine.definition).toMatchObject({
      States: {
        Plan: { Arguments: { FunctionName: arnOf('plan') } },
        RunLanes: { ItemProcessor: { States: { ClaimAndDial: { Arguments: { FunctionName: arnOf('claim-and-dial') } } } } },
        NextRun: { Resource: 'arn:aws:states:::lambda:invoke', Arguments: { FunctionName: arnOf('next-run') } },
      },
    })
  })

  test('has a machine that the engine of this machine runs', () => {
    expect(() => loadMachine(system.machine)).not.toThrow()
  })

  test('has what starts functions besides requests', () => {
    const changes = {
      tableName: system.tables[0]?.tableName,
      batchSize: 100,
      windowSeconds: 1,
      retryAttempts: 5,
      maxAgeSeconds: 3_600,
      reportsItemFailures: false,
    }
    const campaigns = { dynamodb: { Keys: { PK: { S: [{ prefix: 'CAMPAIGN#' }, 'SUPPRESSION-IMPORTS'] } } } }
    const exists = [{ exists: true }]
    const beside = { Keys: { SK: { S: [{ prefix: 'CONTACT#' }] } } }
    const news = [
      { ...beside, OldImage: { attempts: { N: exists } } },
      { ...beside, NewImage: { leaseMs: { N: exists }, outcome: { S: exists } } },
      { Keys: { SK: { S: ['CAMPAIGN'] } } },
      { Keys: { SK: { S: [{ prefix: 'IMPORT#' }] } }, NewImage: { state: { S: ['imported', 'failed'] } } },
    ].map((dynamodb) => ({ dynamodb }))
    expect(system.streams).toEqual(
      expect.arrayContaining([
        { ...changes, functionArn: arnOf('push-changes'), patterns: [campaigns] },
        { ...changes, functionArn: arnOf('note-changes'), patterns: news },
      ]),
    )
    expect(system.streams).toHaveLength(2)
    const everyMinute = (name: string) => ({ name: expect.any(String), everySeconds: 60, functionArn: arnOf(name) })
    expect(system.schedules).toEqual(
      expect.arrayContaining(['reconcile', 'tend-sheets', 'fetch-results', 'keep-recordings', 'send-webhooks'].map(everyMinute)),
    )
    expect(system.schedules).toHaveLength(5)
    const rule = (key: object, name = 'import-contacts', retryAttempts = 2) => ({
      pattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: [system.buckets[0]?.name] }, object: { key: [key] } },
      },
      functionArn: arnOf(name),
      retryAttempts,
    })
    const others = ['imports', 'staged', 'suppressions', 'exports', 'webhooks', 'recordings']
    expect(system.objectRules).toEqual([
      rule({ 'anything-but': { wildcard: ['*.report.json', '*.rejects.csv', ...others.map((folder) => `${folder}/*`)] } }),
      rule({ prefix: 'imports/wake/cmp_' }),
      rule({ prefix: 'suppressions/' }, 'import-suppressions'),
      rule({ prefix: 'exports/wake/' }, 'export-contacts'),
      rule({ prefix: 'imports/wake/suppressions/' }, 'import-suppressions'),
      rule({ prefix: 'webhooks/wake/' }, 'send-webhooks', 0),
    ])
  })

  test('has every secret that a function or the bridge asks for', () => {
    const asked = [...system.functions, system.bridge].flatMap(({ environment }) =>
      Object.entries(environment).flatMap(([name, value]) => (name.endsWith('_SECRET_ID') ? [value] : [])),
    )
    expect(system.secrets.map(({ name }) => name)).toEqual(expect.arrayContaining(asked))
  })

  test('has a bucket that any page may upload to, and read nothing from', () => {
    const name = expect.stringMatching(/^[a-z0-9-]{3,63}$/)
    expect(system.buckets).toEqual([
      { name, corsOrigins: ['*'], corsMethods: ['PUT'] },
      { name, corsOrigins: [], corsMethods: [] },
    ])
  })

  test('has an environment that the bridge accepts', () => {
    expect(BridgeEnvironment.safeParse(system.bridge.environment).error).toBeUndefined()
  })
})
