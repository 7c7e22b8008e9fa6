// Who may come in: requests by key or from this machine, WebSockets by ticket.
import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { handler } from '../../functions/handlers/authorize.ts'
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

const request = (changes: { sourceIp?: string; authorization?: string }): APIGatewayRequestAuthorizerEventV2 => {
  const { authorization, sourceIp = '203.0.113.9' } = changes
  const headers = authorization === undefined ? {} : { authorization }
  const event = httpEvent({ routeKey: 'GET /api/db/campaigns', sourceIp, headers })
  return { ...event, type: 'REQUEST', routeArn: 'arn', identitySource: [], cookies: [] }
}

describe('where a key is asked for', () => {
  it('a request that shows one is admitted', async () => {
    expect(await handler(request({ authorization: `Bearer ${API_KEY}` }))).toEqual({ isAuthorized: true })
  })

  it.each([undefined, '', 'Bearer wrong-key-of-somebody', API_KEY])('a request with “%s” is not', async (authorization) => {
    expect(await handler(request(authorization === undefined ? {} : { authorization }))).toEqual({ isAuthorized: false })
  })

  it('being on this machine is not enough', async () => {
    expect(await handler(request({ sourceIp: '127.0.0.1' }))).toEqual({ isAuthorized: false })
  })
})

describe('where this machine is trusted', () => {
  it('its own requests are admitted without a key', async () => {
    process.env.ACCESS = 'loopback'
    expect(await handler(request({ sourceIp: '127.0.0.1' }))).toEqual({ isAuthorized: true })
  })

  it('requests from elsewhere are refused, whatever they say of themselves', async () => {
    process.env.ACCESS = 'loopback'
    const forwarded = request({ sourceIp: '203.0.113.9', authorization: `Bearer ${API_KEY}` })
    expect(await handler({ ...forwarded, headers: { ...forwarded.headers, 'x-forwarded-for': '127.0.0.1' } })).toEqual({
      isAuthorized: false,
    })
  })
})

describe('where nothing is said of access', () => {
  it('nobody is admitted: the function fails', async () => {
    delete process.env.ACCESS
    await expect(handler(request({ authorization: `Bearer ${API_KEY}` }))).rejects.toThrow('ACCESS')
  })
})

describe('a viewer’s socket', () => {
  const open = async (query: Record<string, string> | null) => {
    const answer = await handler(ticketEvent(query))
    return 'policyDocument' in answer ? answer.policyDocument.Statement : []
  }
  const policy = (Effect: string) => [{ Action: 'execute-api:Invoke', Effect, Resource: METHOD_ARN }]
  /** Issued by the machine's own clock, which the function reads. */
  const aTicket = async () => {
    const store = openStore()
    store.move(Date.now() - store.clock.now())
    return (await store.viewers.issueTicket()).ticket
  }

  it('is opened once by a ticket', async () => {
    const ticket = await aTicket()
    expect(await open({ ticket })).toEqual(policy('Allow'))
    expect(await open({ ticket })).toEqual(policy('Deny'))
  })

  it.each([null, {}, { ticket: '' }, { ticket: 'never-issued' }, { other: 'x' }])('is not opened by %j', async (query) => {
    expect(await open(query)).toEqual(policy('Deny'))
  })

  it('is not opened by a key: browsers would have to put it into an address', async () => {
    expect(await open({ ticket: API_KEY, authorization: `Bearer ${API_KEY}` })).toEqual(policy('Deny'))
  })
})
