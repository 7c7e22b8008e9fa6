// The life of a viewer's WebSocket, as API Gateway tells it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { keyIdIn } from '#app/access/key-text.ts'
import type { Caller } from '#contract/caller.ts'
import { PushedEvent } from '#contract/events.ts'
import { type CampaignId, KeyId } from '#contract/ids.ts'
import { connectionPartition } from '#store/table.ts'
import { handler } from '../../functions/handlers/socket.ts'
import { aKey } from '../support/access.ts'
import { aViewer } from '../support/builders.ts'
import { socketEvent } from '../support/socket-events.ts'
import { openStore } from '../support/store.ts'
import { startSurroundings } from '../support/surroundings.ts'

let surroundings: Awaited<ReturnType<typeof startSurroundings>>
beforeAll(async () => {
  surroundings = await startSurroundings()
})
afterAll(() => surroundings.close())

let connectionId: string
let connections = 0
beforeEach(() => {
  connectionId = `viewer-${++connections}=`
  surroundings.viewers.asked.length = 0
  surroundings.viewers.answers(200, '')
})

const happens = (routeKey: '$connect' | '$disconnect' | '$default', body?: string) =>
  handler(socketEvent({ routeKey, connectionId, ...(body === undefined ? {} : { body }) }))
const connects = (viewer?: Caller) =>
  handler(socketEvent({ routeKey: '$connect', connectionId, ...(viewer ? { authorizer: { ...viewer } } : {}) }))
const says = (message: unknown) => happens('$default', JSON.stringify(message))
const sent = () => surroundings.viewers.asked.map(({ path, body }) => ({ path, event: PushedEvent.parse(JSON.parse(body)).event }))
const kept = async () => (await openStore().table.query({ partition: connectionPartition(connectionId) }, z.unknown())).items.length

describe('a connection', () => {
  it('is kept from its beginning to its end', async () => {
    expect(await connects(aViewer)).toEqual({ statusCode: 200 })
    expect(await kept()).toBe(1)
    const { id } = await openStore().campaign()
    await says({ action: 'subscribe', campaignId: id })
    expect(await happens('$disconnect')).toEqual({ statusCode: 200 })
    expect(await kept()).toBe(0)
    expect(await openStore().viewers.of(id)).toEqual([])
  })
})

describe('a connection that no authorizer has admitted', () => {
  it('is not opened, and may say nothing', async () => {
    expect(await connects()).toEqual({ statusCode: 403 })
    expect(await kept()).toBe(0)
    expect(await says({ action: 'ping' })).toEqual({ statusCode: 403 })
    expect(surroundings.viewers.asked.map(({ method }) => method)).toEqual(['DELETE'])
  })
})

describe('a viewer who may no longer', () => {
  const subscribed = async (viewer: Caller) => {
    const { id } = await openStore().campaign()
    await connects(viewer)
    await says({ action: 'subscribe', campaignId: id })
    surroundings.viewers.asked.length = 0
    return id
  }
  const isCutOff = async (id: CampaignId) => {
    expect(await says({ action: 'ping' })).toEqual({ statusCode: 403 })
    expect(surroundings.viewers.asked.map(({ method }) => method)).toEqual(['DELETE'])
    expect(await openStore().viewers.of(id)).toEqual([])
  }

  it('since their token has run out is cut off with the next message', async () => {
    const id = await subscribed(aViewer)
    await connects({ ...aViewer, until: new Date(Date.now() - 1).toISOString() })
    await isCutOff(id)
  })

  it('since their key of the deployment is none any more is cut off with the next message', async () => {
    const id = await subscribed({ principal: 'secret:00000000', role: 'admin' })
    await isCutOff(id)
  })

  it('since their key was revoked is cut off with the next message', async () => {
    const { apiKeys } = openStore()
    const key = await aKey(openStore())
    const seen = await apiKeys.get(KeyId.parse(keyIdIn(key)))
    if (!seen) throw new Error('The key is not there')
    const id = await subscribed({ principal: `key:${seen.id}`, role: 'viewer' })
    await apiKeys.change(seen, { revokedAt: new Date().toISOString() })
    await isCutOff(id)
  })
})

describe('a message', () => {
  beforeEach(async () => {
    await connects(aViewer)
  })

  it('that subscribes is answered over the socket with a snapshot', async () => {
    const { id } = await openStore().campaign()
    expect(await says({ action: 'subscribe', campaignId: id })).toEqual({ statusCode: 200 })
    const path = `/test/@connections/${encodeURIComponent(connectionId)}`
    expect(sent()).toEqual([
      { path, event: 'campaign_update' },
      { path, event: 'campaign_progress' },
    ])
  })

  it('that pings is answered', async () => {
    await says({ action: 'ping' })
    expect(sent().map(({ event }) => event)).toEqual(['pong'])
  })

  it('to somebody who has gone ends what is kept of them', async () => {
    const { id } = await openStore().campaign()
    surroundings.viewers.answers(410, { __type: 'GoneException' })
    expect(await says({ action: 'subscribe', campaignId: id })).toEqual({ statusCode: 200 })
    expect(await kept()).toBe(0)
  })

  it.each([
    ['not JSON', '{"action":'],
    ['empty', ''],
    ['missing', undefined],
    ['not known here', '{"action":"dial","to":"everybody"}'],
    ['of a campaign that cannot exist', '{"action":"subscribe","campaignId":"everything"}'],
    ['more than it should be', '{"action":"ping","more":1}'],
    ['a list', '[]'],
  ])('that is %s is refused, and does nothing', async (_, body) => {
    expect(await happens('$default', body)).toMatchObject({ statusCode: 400, body: expect.stringContaining('subscribe') })
    expect(sent()).toEqual([])
    expect(await kept()).toBe(1)
  })
})
