// The route table as a handler: what is parsed, and what is answered.
import { describe, expect, it } from 'vitest'
import type { Admission } from '#app/access/admission.ts'
import { AppError } from '#app/errors.ts'
import { viewCampaign } from '#app/views.ts'
import { CampaignSettings } from '#contract/campaign-settings.ts'
import { aCampaign, campaignId } from '../support/builders.ts'
import { aContext, anAdmin, apiEvent, ask, httpEvent } from '../support/lambda.ts'
import { handlerOf } from '../support/played-api.ts'

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
