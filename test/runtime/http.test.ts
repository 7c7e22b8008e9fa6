// The route table as a handler: what is parsed, what is answered, and what is said when something is wrong.
import { describe, expect, it } from 'vitest'
import type { Admission } from '#app/access/admission.ts'
import { AppError } from '#app/errors.ts'
import type { KeptAnswers } from '#app/ports/kept-answers.ts'
import { viewCampaign } from '#app/views.ts'
import { CampaignSettings } from '#contract/campaign-settings.ts'
import { Problem } from '#contract/problem-body.ts'
import { httpHandler } from '#runtime/http.ts'
import { log } from '#runtime/log.ts'
import { memoryTable } from '../simulation/table/memory-table.ts'
import { aCampaign, campaignId } from '../support/builders.ts'
import { aContext, anAdmin, apiEvent, ask, httpEvent } from '../support/lambda.ts'
import { type Operations, operationsWith } from '../support/operations.ts'
import { captureOutput } from '../support/output.ts'
import { openStore } from '../support/store.ts'

const nothingKept: KeptAnswers = { begin: async () => ({ kind: 'begun' }), keep: async () => {}, forget: async () => {} }
const handlerOf = (played: Partial<Operations>) => {
  const { audit, clock } = openStore(() => memoryTable())
  return httpHandler({ audit, clock, log, keptAnswers: nothingKept }, operationsWith(played))
}
const id = campaignId
const aViewer: Admission = { kind: 'admitted', principal: 'key:of-a-viewer', role: 'viewer' }

describe('a request', () => {
  it('reaches its use case parsed, with the defaults of its schemas', async () => {
    const seen: unknown[] = []
    const handler = handlerOf({
      listCampaigns: async ({ caller: _, ...request }) => {
        seen.push(request)
        return { body: { items: [], nextCursor: null } }
      },
      createCampaign: async ({ body }) => {
        seen.push(body)
        throw new AppError('conflict', 'enough seen')
      },
    })
    await ask(handler, apiEvent('listCampaigns', { query: { limit: '7', state: 'active' } }))
    await ask(handler, apiEvent('listCampaigns'))
    await ask(handler, apiEvent('createCampaign', { json: { name: ' Spring ', prompt: 'p', firstMessage: 'f' } }))
    expect(seen).toEqual([
      { params: {}, query: { limit: 7, state: 'active' }, body: undefined },
      { params: {}, query: { limit: 50 }, body: undefined },
      {
        ...{ name: 'Spring', prompt: 'p', firstMessage: 'f', defaultCountry: 'US' },
        settings: CampaignSettings.parse({}),
      },
    ])
  })

  it.each([undefined, '', ' {} ', 'null'])('without a route’s body may have one that says nothing: %j', async (body) => {
    const handler = handlerOf({ whoAmI: async ({ caller }) => ({ body: caller }) })
    expect((await ask(handler, apiEvent('whoAmI', body === undefined ? {} : { body }))).status).toBe(200)
  })

  it('tells its use case which version the caller has seen', async () => {
    const seen: (number | undefined)[] = []
    const handler = handlerOf({
      editCampaign: async ({ ifVersion }) => {
        seen.push(ifVersion)
        throw new AppError('conflict', 'enough seen')
      },
    })
    const edit = (headers?: Record<string, string>) =>
      ask(handler, apiEvent('editCampaign', { params: { id }, json: {}, ...(headers ? { headers } : {}) }))
    for (const headers of [{ 'if-match': '"7"' }, { 'if-match': ' "12" ' }, { 'if-match': '*' }, undefined]) await edit(headers)
    expect(seen).toEqual([7, 12, undefined, undefined])
    for (const header of ['7', '"x"', 'W/"7"', '"7", "8"', '']) {
      expect(await edit({ 'if-match': header })).toMatchObject({ status: 400, body: { detail: expect.stringContaining('If-Match') } })
    }
    expect(seen).toHaveLength(4)
  })

  it('is answered with the route’s status, or with the one that the use case gives', async () => {
    const handler = handlerOf({
      health: async () => ({ body: { ok: true, time: '2026-11-02T15:00:00.000Z', checks: [] } }),
      createTicket: async () => ({ body: { ticket: 't', socketUrl: 'wss://x', expiresAt: '2026-11-02T15:00:00.000Z' } }),
      addContacts: async ({ body }) => ({ status: 207, body: { imported: body.contacts.length, updated: 0, duplicates: 0, rejects: [] } }),
    })
    expect(await ask(handler, apiEvent('health'))).toEqual({
      status: 200,
      type: 'application/json',
      body: { ok: true, time: '2026-11-02T15:00:00.000Z', checks: [] },
    })
    expect((await ask(handler, apiEvent('createTicket'))).status).toBe(201)
    const added = await ask(handler, apiEvent('addContacts', { params: { id }, json: { contacts: [{ phone: '1' }] } }))
    expect(added).toMatchObject({ status: 207, body: { imported: 1 } })
  })

  it('is told the version of what it made as its ETag, and where that is found', async () => {
    const made = viewCampaign(aCampaign({ version: 7 }))
    const handler = handlerOf({
      createCampaign: async () => ({ body: made }),
      pauseCampaign: async () => ({ body: { ...made, live: 1 } }),
      stopCampaign: async () => ({ status: 200, body: { ...made, live: 0 } }),
    })
    const json = { name: 'n', prompt: 'p', firstMessage: 'f' }
    const location = `/api/db/campaigns/${id}`
    expect(await handler(apiEvent('createCampaign', { json }), aContext())).toMatchObject({
      statusCode: 201,
      headers: { etag: '"7"', location, 'x-request-id': 'gateway-1' },
    })
    expect(await handler(apiEvent('pauseCampaign', { params: { id } }), aContext())).toMatchObject({
      statusCode: 202,
      headers: { location },
    })
    expect((await handler(apiEvent('stopCampaign', { params: { id } }), aContext())).headers).not.toHaveProperty('location')
  })

  describe('that asks for the head alone', () => {
    const head = (address: string, admission = anAdmin) => {
      const { pathname: path, searchParams } = new URL(address, 'https://api.ringmaster.test')
      const query = Object.fromEntries(searchParams)
      return httpEvent({ routeKey: 'HEAD /', path, query, params: { proxy: path.slice('/api/'.length) }, admission })
    }

    it('is answered as a GET of the same address', async () => {
      const seen: unknown[] = []
      const handler = handlerOf({
        getTemplate: async ({ params }) => {
          seen.push(params)
          throw new AppError('not_found', 'enough seen')
        },
        listCampaigns: async ({ query }) => {
          seen.push(query)
          return { body: { items: [], nextCursor: null } }
        },
      })
      await handler(head('/api/db/templates/tpl_01JD0000000000000000000009'), aContext())
      expect(await handler(head('/api/db/campaigns?limit=7'), aContext())).toMatchObject({ statusCode: 200 })
      expect(seen).toEqual([{ templateId: 'tpl_01JD0000000000000000000009' }, { limit: 7 }])
    })

    it('needs the role that GET needs', async () => {
      expect(await handlerOf({})(head('/api/db/audit', aViewer), aContext())).toMatchObject({ statusCode: 403 })
    })

    it('is refused where there is nothing to get', async () => {
      expect(await handlerOf({})(head(`/api/db/campaigns/${id}/start`), aContext())).toMatchObject({
        statusCode: 405,
        headers: { allow: 'POST' },
      })
      expect(await handlerOf({})(head('/api/db/nowhere'), aContext())).toMatchObject({ statusCode: 404 })
    })
  })

  it('may have its body in base64, as the gateway sends what it does not take for text', async () => {
    const handler = handlerOf({
      addContacts: async ({ body }) => ({
        body: { imported: 0, updated: 0, duplicates: 0, rejects: [{ line: 1, column: 'phone', reason: JSON.stringify(body.contacts[0]) }] },
      }),
    })
    const event = apiEvent('addContacts', { params: { id }, json: { contacts: [{ phone: '1', name: 'Zoë 日本' }] }, base64: true })
    expect(await ask(handler, event)).toMatchObject({ body: { rejects: [{ reason: expect.stringContaining('Zoë 日本') }] } })
  })
})

describe('a request that is not valid', () => {
  const refused = async (event: Parameters<typeof ask>[1]) => {
    const { status, type, body } = await ask(handlerOf({}), event)
    expect(type).toBe('application/problem+json')
    const problem = Problem.parse(body)
    expect(problem.status).toBe(status)
    return problem
  }
  const pointers = (problem: Problem) => problem.errors?.map(({ pointer }) => pointer)

  it('names every field that is wrong by its place', async () => {
    const problem = await refused(apiEvent('createCampaign', { json: { name: '', prompt: 'p', settings: { callDelay: -1 } } }))
    expect(problem).toMatchObject({ status: 400, code: 'invalid_request', requestId: 'gateway-1' })
    expect(pointers(problem)?.sort()).toEqual(['/body/firstMessage', '/body/name', '/body/settings/callDelay'])
  })

  it('names what it does not know instead of ignoring it', async () => {
    const problem = await refused(apiEvent('createCampaign', { json: { name: 'n', prompt: 'p', firstMessage: 'f', isAdmin: true } }))
    expect(problem.detail).toContain('isAdmin')
  })

  it.each([
    ['a path that is no id', apiEvent('getCampaign', { params: { id: 'x' } }), '/path/id'],
    ['a query that is out of bounds', apiEvent('listContacts', { params: { id }, query: { limit: '101' } }), '/query/limit'],
    ['a state that does not exist', apiEvent('listContacts', { params: { id }, query: { state: 'asleep' } }), '/query/state'],
    ['a switch that is neither on nor off', apiEvent('listCalls', { params: { id }, query: { live: 'perhaps' } }), '/query/live'],
    [
      'a budget that is wrong',
      apiEvent('createCampaign', { json: { name: 'n', prompt: 'p', firstMessage: 'f', settings: { budget: { calls: 0 } } } }),
      '/body/settings/budget/calls',
    ],
    [
      'less than a template leaves open',
      apiEvent('createCampaign', { json: { templateId: 'tpl_01JD0000000000000000000009', name: '' } }),
      '/body/name',
    ],
    ['a file that is no list', apiEvent('createUpload', { json: { campaignId: id, fileName: 'a.exe' } }), '/body/fileName'],
  ])('with %s says where', async (_, event, pointer) => {
    expect(pointers(await refused(event))).toEqual([pointer])
  })

  it('points by JSON pointer also at names that have slashes and tildes in them', async () => {
    const json = { campaignId: id, csv: 'phone', mapping: { 'a/b~c': 'nonsense' } }
    expect(pointers(await refused(apiEvent('previewList', { json })))).toContain('/body/mapping/a~1b~0c')
  })

  it.each([
    ['is not JSON', '{"name":'],
    ['is empty', ''],
    ['is missing', undefined],
  ])('because its body %s says so', async (_, body) => {
    const problem = await refused(apiEvent('createCampaign', body === undefined ? {} : { body }))
    expect(problem).toMatchObject({ status: 400, code: 'invalid_request', detail: expect.stringContaining('not JSON') })
  })

  it('because there is no such address is not found', async () => {
    const nowhere = httpEvent({ routeKey: 'ANY /api/{proxy+}', path: '/api/db/campaign' })
    expect(await refused(nowhere)).toMatchObject({ status: 404, code: 'not_found', detail: expect.stringContaining('openapi.json') })
    expect(await refused(httpEvent({ routeKey: '$default' }))).toMatchObject({ status: 404 })
  })

  it('because its address does not take the method is told which ones it takes', async () => {
    const answer = await handlerOf({})(httpEvent({ routeKey: 'PATCH /api/db/campaigns/{id}', params: { id } }), aContext())
    expect(answer).toMatchObject({ statusCode: 405, headers: { allow: 'DELETE, GET, HEAD, PUT', 'x-request-id': 'gateway-1' } })
  })

  const typed = (type: string, body = '{}') => apiEvent('createCampaign', { body, headers: { 'content-type': type } })

  it.each(['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x'])(
    'because its body is %s',
    async (type) => {
      expect(await refused(typed(type))).toMatchObject({
        status: 415,
        code: 'unsupported_media_type',
        detail: expect.stringContaining(type),
      })
    },
  )

  it('because its body is too long says how long one may be', async () => {
    const problem = await refused(typed('application/json; charset=utf-8', JSON.stringify({ prompt: 'x'.repeat(1024 ** 2) })))
    expect(problem).toMatchObject({ status: 413, code: 'too_large', detail: expect.stringContaining('1048576') })
  })

  it('because its body is deeper than anything sensible', async () => {
    const bomb = `{"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
    expect(await refused(typed('application/json', bomb))).toMatchObject({ status: 400, detail: expect.stringContaining('32') })
    // Brackets in a text are no levels.
    const harmless = JSON.stringify({ name: '['.repeat(100), prompt: 'say \\" [[[' })
    expect(pointers(await refused(typed('application/json', harmless)))).toEqual(['/body/firstMessage'])
  })

  it.each(['{"name":"a\\ud83d"}', '{"\\uDC4D":1}', '{"tags":["\\ud83d\\ud83d\\udc4d"]}'])(
    'because half a character is in %s',
    async (body) => {
      const problem = await refused(typed('application/json', body))
      expect(problem).toMatchObject({ status: 400, code: 'invalid_request', detail: expect.stringContaining('half a character') })
    },
  )

  it('but not because a whole character is written as its two halves, nor because of a backslash before a u', async () => {
    const body = '{"name":"\\ud83d\\udc4d","prompt":"\\\\ud83d"}'
    expect(pointers(await refused(typed('application/json', body)))).toEqual(['/body/firstMessage'])
  })

  it('because it says something in a body where nobody would look at it', async () => {
    const problem = await refused(apiEvent('startCampaign', { params: { id }, json: { dryRun: true } }))
    expect(problem).toMatchObject({ status: 400, code: 'invalid_request', detail: expect.stringContaining('?dryRun=…') })
  })

  it('says for each field what to write instead', async () => {
    const json = { prompt: 7, firstMessage: '', settings: { callDelay: -1, answeringMachine: 'maybe', speed: 3 } }
    const problem = await refused(apiEvent('createCampaign', { json }))
    const hints = Object.fromEntries((problem.errors ?? []).map(({ pointer, hint }) => [pointer, hint]))
    expect(hints).toEqual({
      '/body/name': 'It is needed: give it.',
      '/body/prompt': 'Send a text.',
      '/body/firstMessage': 'Send at least 1 characters.',
      '/body/settings/callDelay': 'Send at least 0.',
      '/body/settings/answeringMachine': 'Send one of "off", "hang-up", "leave-message".',
      '/body/settings': 'Leave out “speed”: look for the right name in /api/docs.',
    })
  })

  it('because it states a version where nobody would look at it', async () => {
    const event = apiEvent('pauseCampaign', { params: { id }, headers: { 'if-match': '"7"' } })
    expect(await refused(event)).toMatchObject({ status: 400, detail: expect.stringContaining('If-Match') })
  })
})

describe('a use case that fails', () => {
  const failing = (error: unknown) =>
    handlerOf({
      health: async () => {
        throw error
      },
    })

  it.each([
    ['invalid_request', 400],
    ['unauthorized', 401],
    ['forbidden', 403],
    ['not_found', 404],
    ['conflict', 409],
    ['too_large', 413],
    ['unprocessable', 422],
    ['internal', 500],
    ['unavailable', 503],
  ] as const)('with %s is answered with %i and its own words', async (code, status) => {
    const output = captureOutput()
    const answer = await ask(failing(new AppError(code, 'Because.', [{ pointer: '/body/a', detail: 'no' }])), apiEvent('health'))
    expect(answer).toMatchObject({ status, type: 'application/problem+json' })
    expect(Problem.parse(answer.body)).toMatchObject({ code, status, detail: 'Because.', errors: [{ pointer: '/body/a', detail: 'no' }] })
    expect(output.text()).toBe('')
  })

  it('with anything else is answered with 500 and no detail, which is in the log', async () => {
    const output = captureOutput()
    const answer = await ask(failing(new Error('secret detail')), apiEvent('health'))
    expect(answer).toMatchObject({ status: 500, type: 'application/problem+json', body: { code: 'internal', requestId: 'gateway-1' } })
    expect(JSON.stringify(answer)).not.toContain('secret detail')
    expect(output.lines()).toEqual([
      expect.objectContaining({
        ...{ level: 'ERROR', message: 'request.failed', requestId: 'gateway-1', routeKey: 'GET /api/health' },
        error: expect.objectContaining({ message: 'secret detail' }),
      }),
    ])
  })

  it('with something that is no error at all is answered all the same', async () => {
    captureOutput()
    expect(await ask(failing('a string'), apiEvent('health'))).toMatchObject({ status: 500, body: { code: 'internal' } })
  })
})
