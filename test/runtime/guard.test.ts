// Every route × everybody who may come: who is let in, who is told what, and what of it is in the audit log.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Admission } from '#app/access/admission.ts'
import { AppError } from '#app/errors.ts'
import type { AuditLog } from '#app/ports/access.ts'
import type { AuditEntry } from '#contract/audit.ts'
import { Problem } from '#contract/problem-body.ts'
import { mayAct } from '#contract/role.ts'
import { routeKey } from '#contract/route.ts'
import { type Operation, operations, routes } from '#contract/routes.ts'
import { httpHandler } from '#runtime/http.ts'
import { log } from '#runtime/log.ts'
import { memoryTable } from '../simulation/table/memory-table.ts'
import { admission, aKey } from '../support/access.ts'
import { campaignId } from '../support/builders.ts'
import { aContext, apiEvent, ask, httpEvent, type Request } from '../support/lambda.ts'
import { type Operations, operationsWith } from '../support/operations.ts'
import { captureOutput } from '../support/output.ts'
import { openStore } from '../support/store.ts'

let noted: Omit<AuditEntry, 'id'>[]
beforeEach(() => {
  noted = []
})
const audit: AuditLog = {
  add: async (entry) => void noted.push(entry),
  list: async () => ({ items: [], nextCursor: null }),
}
const { clock, keptAnswers } = openStore(() => memoryTable())
const handlerOf = (played: Partial<Operations> = {}) => httpHandler({ audit, clock, keptAnswers, log }, operationsWith(played))

const callers = ['none', 'bad', 'expired', 'viewer', 'operator', 'admin'] as const
type Who = (typeof callers)[number]
const found = new Map<Who, Admission>()
beforeAll(async () => {
  const store = openStore(() => memoryTable())
  const key = (scope: 'read' | 'operate' | 'admin') => aKey(store, { scope })
  const shown: Record<Who, string | undefined> = {
    none: undefined,
    bad: `${await key('admin')}x`,
    expired: await aKey(store, { scope: 'admin', expiresAt: new Date(store.clock.machine() - 1).toISOString() }),
    viewer: await key('read'),
    operator: await key('operate'),
    admin: await key('admin'),
  }
  for (const who of callers) found.set(who, await admission(store, shown[who]))
})

/** Whoever gets past the guard is told 400, since the parameters are missing, or 503, since no operation is played. */
const statusFor = async (operation: Operation, admitted: Admission | undefined): Promise<number> => {
  const request: Request = { routeKey: routeKey(routes[operation]), ...(admitted ? { admission: admitted } : {}) }
  const { status, body } = await ask(handlerOf(), httpEvent(request))
  const problem = Problem.parse(body)
  expect(problem.status).toBe(status)
  return status ?? 0
}

const expected = (operation: Operation, who: Who): 'past' | 401 | 403 => {
  const { role } = routes[operation]
  if (role === 'anyone') return 'past'
  if (who === 'none' || who === 'bad' || who === 'expired') return 401
  return mayAct(who, role) ? 'past' : 403
}

describe.each(callers)('%s', (who) => {
  it.each(operations)('meets what the table says of %s', async (operation) => {
    const status = await statusFor(operation, found.get(who))
    const met = status === 400 || status === 503 ? 'past' : status
    expect(met).toBe(expected(operation, who))
  })
})

it('nobody gets past it where the gateway asked no authorizer, but where a route is open to anyone', async () => {
  const open = []
  for (const operation of operations) if ((await statusFor(operation, undefined)) !== 401) open.push(operation)
  expect(open).toEqual(operations.filter((operation) => routes[operation].role === 'anyone'))
})

it('nor with a context that the authorizer does not write', async () => {
  const made = { kind: 'admitted', principal: 'x', role: 'root' }
  const event = httpEvent({ routeKey: routeKey(routes.listKeys) })
  const answer = await handlerOf()(
    { ...event, requestContext: Object.assign(event.requestContext, { authorizer: { lambda: made } }) },
    aContext(),
  )
  expect(answer.statusCode).toBe(401)
})

describe('who is refused', () => {
  it('with 401 hears why, how to do it right, and under which scheme', async () => {
    const answer = await handlerOf()(
      httpEvent({ routeKey: routeKey(routes.listCampaigns), admission: { kind: 'refused', because: 'expired-key' } }),
      aContext(),
    )
    expect(answer.headers).toMatchObject({ 'www-authenticate': 'Bearer realm="ringmaster"', 'content-type': 'application/problem+json' })
    expect(Problem.parse(JSON.parse(answer.body ?? ''))).toMatchObject({
      code: 'unauthorized',
      requestId: 'gateway-1',
      detail: expect.stringContaining('expired'),
    })
  })

  it('with 403 hears which role it takes, and which is theirs', async () => {
    const { body } = await ask(
      handlerOf(),
      apiEvent('createKey', { admission: { kind: 'admitted', principal: 'key:1', role: 'operator' } }),
    )
    expect(Problem.parse(body)).toMatchObject({ code: 'forbidden', detail: expect.stringMatching(/admin.*operator/) })
  })

  it('is known but without a role: 403', async () => {
    const { status } = await ask(
      handlerOf(),
      apiEvent('whoAmI', { admission: { kind: 'refused', because: 'no-role', principal: 'token:1' } }),
    )
    expect(status).toBe(403)
  })
})

describe('a use case', () => {
  it('is told who calls', async () => {
    const handler = handlerOf({ whoAmI: async ({ caller }) => ({ body: caller }) })
    const caller = { principal: 'token:ana', name: 'ana', role: 'operator', until: '2026-11-02T16:00:00.000Z' } as const
    expect((await ask(handler, apiEvent('whoAmI', { admission: { kind: 'admitted', ...caller } }))).body).toEqual(caller)
  })
})

describe('the audit log', () => {
  const operator: Admission = { kind: 'admitted', principal: 'key:key_1', name: 'of a person', role: 'operator' }
  const ticket = { createTicket: async () => ({ body: { ticket: 't', socketUrl: 'wss://x', expiresAt: '2026-11-02T15:00:00.000Z' } }) }

  it('has what could change something: who, what, when, and what came of it', async () => {
    await ask(handlerOf(ticket), apiEvent('createTicket', { admission: operator }))
    const at = new Date(clock.machine()).toISOString()
    const who = { at, principal: 'key:key_1', role: 'operator', requestId: 'gateway-1' }
    expect(noted).toEqual([{ ...who, request: 'POST /api/db/events/ticket', outcome: 'done', status: 201 }])
  })

  it.each([
    ['conflict', 'refused', 409],
    ['unavailable', 'failed', 503],
    ['internal', 'failed', 500],
  ] as const)('tells how it ended: %s is %s', async (code, outcome, status) => {
    captureOutput()
    const startCampaign = async (): Promise<never> => {
      throw code === 'internal' ? new Error('broken') : new AppError(code, 'Because.')
    }
    await ask(handlerOf({ startCampaign }), apiEvent('startCampaign', { params: { id: campaignId }, admission: operator }))
    expect(noted).toMatchObject([{ request: `POST /api/db/campaigns/${campaignId}/start`, outcome, status }])
  })

  it('has what was denied, also of those who only look, with the reason', async () => {
    await ask(handlerOf(), apiEvent('auditLog', { admission: operator }))
    await ask(handlerOf(), apiEvent('listCampaigns', { admission: { kind: 'refused', because: 'unknown-key' } }))
    expect(noted).toMatchObject([
      { principal: 'key:key_1', role: 'operator', outcome: 'denied', status: 403, because: 'role-too-low' },
      { principal: 'nobody', outcome: 'denied', status: 401, because: 'unknown-key' },
    ])
    expect(noted[1]).not.toHaveProperty('role')
  })

  it('has nothing of those who look and may', async () => {
    await ask(handlerOf(), apiEvent('listCampaigns', { admission: operator }))
    await ask(handlerOf(), apiEvent('health'))
    expect(noted).toEqual([])
  })

  it('knows no telephone number, no name and no body', async () => {
    const admin: Admission = { kind: 'admitted', principal: 'key:key_1', name: 'Ana Torres', role: 'admin' }
    await ask(
      handlerOf(),
      apiEvent('unsuppressNumber', { params: { phone: '+12025550142' }, query: { because: 'Ana asked' }, admission: admin }),
    )
    await ask(handlerOf(), apiEvent('createKey', { json: { name: 'secret name' }, admission: admin }))
    expect(noted[0]?.request).toBe('DELETE /api/db/suppressions/{phone}')
    expect(JSON.stringify(noted)).not.toMatch(/5550142|Ana|secret name/)
  })

  it('that cannot be written changes no answer, and is in the log of the function instead', async () => {
    const output = captureOutput()
    const add: AuditLog['add'] = async () => {
      throw new Error('throttled')
    }
    const handler = httpHandler({ audit: { ...audit, add }, clock, keptAnswers, log }, operationsWith(ticket))
    expect((await ask(handler, apiEvent('createTicket', { admission: operator }))).status).toBe(201)
    expect(output.lines()).toEqual([expect.objectContaining({ message: 'audit.not-written', principal: 'key:key_1', outcome: 'done' })])
  })
})
