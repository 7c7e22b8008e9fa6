// The route table as a handler: what is said when something is wrong.
import { describe, expect, it } from 'vitest'
import { AppError } from '#app/errors.ts'
import { Problem } from '#contract/problem-body.ts'
import { campaignId } from '../support/builders.ts'
import { aContext, apiEvent, ask, httpEvent } from '../support/lambda.ts'
import { captureOutput } from '../support/output.ts'
import { handlerOf } from '../support/played-api.ts'

const id = campaignId

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
