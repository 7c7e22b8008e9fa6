// Who comes: requests by key, by token or from this machine, WebSockets by ticket.
import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { keyIdIn } from '#app/access/key-text.ts'
import { handler } from '../../functions/handlers/authorize.ts'
import { aKey } from '../support/access.ts'
import { aViewer } from '../support/builders.ts'
import { startIssuer } from '../support/issuer.ts'
import { httpEvent } from '../support/lambda.ts'
import { METHOD_ARN, ticketEvent } from '../support/socket-events.ts'
import { openStore } from '../support/store.ts'
import { API_KEY, startSurroundings } from '../support/surroundings.ts'

let surroundings: Awaited<ReturnType<typeof startSurroundings>>
beforeAll(async () => {
  surroundings = await startSurroundings()
})
afterAll(() => surroundings.close())
afterEach(() => {
  process.env.ACCESS = 'key'
})

/** The store at the time of the machine, which the function reads. */
const now = () => {
  const store = openStore()
  store.move(Date.now() - store.clock.now())
  return store
}

const request = (changes: { sourceIp?: string; authorization?: string }): APIGatewayRequestAuthorizerEventV2 => {
  const { authorization, sourceIp = '203.0.113.9' } = changes
  const headers = authorization === undefined ? {} : { authorization }
  const event = httpEvent({ routeKey: 'GET /api/db/campaigns', sourceIp, headers })
  return { ...event, type: 'REQUEST', routeArn: 'arn', identitySource: [], cookies: [] }
}

const admin = { kind: 'admitted', role: 'admin' }
const refused = (because: string) => ({ isAuthorized: true, context: { kind: 'refused', because } })

describe('where a key is asked for', () => {
  it('a request that shows the deployment’s is an admin’s', async () => {
    expect(await handler(request({ authorization: `Bearer ${API_KEY}` }))).toMatchObject({ isAuthorized: true, context: admin })
  })

  it('a request that shows one of the table has its role', async () => {
    const key = await aKey(now(), { scope: 'operate' })
    const answer = await handler(request({ authorization: `Bearer ${key}` }))
    expect(answer).toMatchObject({ context: { kind: 'admitted', principal: `key:${keyIdIn(key)}`, role: 'operator' } })
  })

  it.each([
    [undefined, 'nothing-shown'],
    ['', 'nothing-shown'],
    ['Bearer wrong-key-of-somebody', 'unknown-key'],
    [API_KEY, 'not-understood'],
  ])('a request with “%s” goes on as one that is to be refused', async (authorization, because) => {
    expect(await handler(request(authorization === undefined ? {} : { authorization }))).toEqual(refused(because))
  })

  it('being on this machine is not enough', async () => {
    expect(await handler(request({ sourceIp: '127.0.0.1' }))).toEqual(refused('nothing-shown'))
  })
})

describe('where people sign in', () => {
  afterEach(() => {
    process.env.SIGN_IN = 'none'
  })

  it('a request that shows their token has their role', async () => {
    const issuer = await startIssuer()
    process.env.SIGN_IN = JSON.stringify(issuer.signIn())
    const answer = await handler(request({ authorization: `Bearer ${await issuer.token()}` }))
    expect(answer).toMatchObject({ context: { kind: 'admitted', principal: 'token:ana', role: 'operator' } })
    issuer.close()
  })

  it.each(['nobody', '{"issuer":"x"}', ''])('a setting that says nothing clear lets nobody in: “%s”', async (signIn) => {
    process.env.SIGN_IN = signIn
    await expect(handler(request({ authorization: `Bearer ${API_KEY}` }))).rejects.toThrow('SIGN_IN')
  })
})

describe('where this machine is trusted', () => {
  beforeEach(() => {
    process.env.ACCESS = 'loopback'
  })

  it('its own requests are admitted without a key', async () => {
    expect(await handler(request({ sourceIp: '127.0.0.1' }))).toMatchObject({ context: { ...admin, principal: 'machine' } })
  })

  it('its own requests with a key are what the key is, and refused with one that is none', async () => {
    const shown = (key: string) => handler(request({ sourceIp: '127.0.0.1', authorization: `Bearer ${key}` }))
    expect(await shown(await aKey(now(), { scope: 'read' }))).toMatchObject({ context: { kind: 'admitted', role: 'viewer' } })
    expect(await shown('made-up-key-of-nobody')).toEqual(refused('unknown-key'))
  })

  it('requests from elsewhere are refused, whatever they say of themselves', async () => {
    const forwarded = request({ sourceIp: '203.0.113.9', authorization: `Bearer ${API_KEY}` })
    expect(await handler({ ...forwarded, headers: { ...forwarded.headers, 'x-forwarded-for': '127.0.0.1' } })).toEqual(
      refused('not-this-machine'),
    )
  })
})

describe('where nothing is said of access', () => {
  it('nobody is admitted: the function fails', async () => {
    delete process.env.ACCESS
    await expect(handler(request({ authorization: `Bearer ${API_KEY}` }))).rejects.toThrow('ACCESS')
  })
})

describe('a viewer’s socket', () => {
  const answerTo = (query: Record<string, string> | null, origin?: string) =>
    handler({ ...ticketEvent(query), headers: origin === undefined ? {} : { Origin: origin } })
  const open = async (...asked: Parameters<typeof answerTo>) => {
    const answer = await answerTo(...asked)
    return 'policyDocument' in answer ? answer.policyDocument.Statement : []
  }
  const policy = (Effect: string) => [{ Action: 'execute-api:Invoke', Effect, Resource: METHOD_ARN }]
  const aTicket = async () => (await now().viewers.issueTicket(aViewer)).ticket

  it('is opened once by a ticket', async () => {
    const ticket = await aTicket()
    expect(await open({ ticket })).toEqual(policy('Allow'))
    expect(await open({ ticket })).toEqual(policy('Deny'))
  })

  it('is told who opened it', async () => {
    expect(await answerTo({ ticket: await aTicket() })).toMatchObject({ principalId: aViewer.principal, context: aViewer })
  })

  it('is opened from our page, and not from another site’s, which does not use the ticket up', async () => {
    const ticket = await aTicket()
    expect(await open({ ticket }, 'https://evil.example')).toEqual(policy('Deny'))
    expect(await open({ ticket }, 'https://page.ringmaster.test')).toEqual(policy('Allow'))
  })

  it('that was denied is in the audit log', async () => {
    await open({ ticket: 'never-issued' })
    const [newest] = (await openStore().audit.list({ limit: 1 })).items
    expect(newest).toMatchObject({ request: 'WebSocket $connect', outcome: 'denied', because: 'invalid-ticket', principal: 'nobody' })
  })

  it.each([null, {}, { ticket: '' }, { ticket: 'never-issued' }, { other: 'x' }])('is not opened by %j', async (query) => {
    expect(await open(query)).toEqual(policy('Deny'))
  })

  it('is not opened by a key: browsers would have to put it into an address', async () => {
    expect(await open({ ticket: API_KEY, authorization: `Bearer ${API_KEY}` })).toEqual(policy('Deny'))
  })
})
