// THE route table: what everything else relies on.
import { describe, expect, it } from 'vitest'
import { PROBLEMS } from '#contract/problem.ts'
import type { Route } from '#contract/route.ts'
import { routeKey } from '#contract/route.ts'
import { operations, routes } from '#contract/routes.ts'

const all: [string, Route][] = operations.map((operation) => [operation, routes[operation]])

describe('the route table', () => {
  it('has each method and path once', () => {
    const keys = all.map(([, route]) => routeKey(route))
    expect(new Set(keys).size).toBe(keys.length)
    // A path that differs from another only by the name of a parameter would be the same to API Gateway.
    expect(new Set(keys.map((key) => key.replace(/\{\w+\}/g, '{}'))).size).toBe(keys.length)
  })

  it('has every route that the documented system has', () => {
    const keys = new Set(all.map(([, route]) => routeKey(route)))
    const documented = [
      ...['GET /api/db/campaigns', 'POST /api/db/campaigns', 'GET /api/db/campaigns/{id}', 'POST /api/db/campaigns/{id}/start'],
      ...['PUT /api/db/campaigns/{id}', 'DELETE /api/db/campaigns/{id}'],
      ...['POST /api/db/campaigns/{id}/pause', 'POST /api/db/campaigns/{id}/resume', 'POST /api/db/campaigns/{id}/stop'],
      ...['GET /api/db/campaigns/{id}/stats', 'GET /api/db/campaigns/{id}/contacts', 'POST /api/db/campaigns/{id}/contacts'],
      'POST /api/db/campaigns/start-from-csv',
    ]
    expect(documented.filter((key) => !keys.has(key))).toEqual([])
  })
})

describe.each(all)('the route %s', (_, route) => {
  it('parses exactly the parameters that its path has', () => {
    const inPath = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(Object.keys(route.params.shape).sort()).toEqual(inPath.sort())
  })

  it('refuses parameters and queries that it does not know', () => {
    for (const schema of [route.params, route.query]) {
      const read = schema.safeParse({ nobodyKnowsMe: '1' })
      expect(read.error?.issues).toContainEqual(expect.objectContaining({ code: 'unrecognized_keys' }))
    }
  })

  it('has a body only where one can be sent, and says what it does', () => {
    if (route.method === 'GET' || route.method === 'DELETE') expect(route.body).toBeUndefined()
    expect(route.summary).toMatch(/^[A-Z].{15,}[^.]$/)
    for (const status of route.status) expect([200, 201, 202]).toContain(status)
  })

  it('gives lists by pages of a bounded size', () => {
    const isList = 'nextCursor' in ('shape' in route.response ? Object(route.response.shape) : {})
    expect('limit' in route.query.shape).toBe(isList)
    if (!isList) return
    expect(route.query.parse({})).toMatchObject({ limit: expect.any(Number) })
    for (const limit of ['0', '-1', '1.5', '1000', 'all', '']) expect(route.query.safeParse({ limit }).success).toBe(false)
  })
})

describe('the codes of errors', () => {
  it('have a status of their own kind and a title', () => {
    for (const { status, title } of Object.values(PROBLEMS)) {
      expect(status).toBeGreaterThanOrEqual(400)
      expect(title).toMatch(/^[A-Z]/)
    }
  })
})
