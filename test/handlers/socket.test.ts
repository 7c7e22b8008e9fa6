// The life of a viewer's WebSocket, as API Gateway tells it.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { PushedEvent } from '#contract/events.ts'
import { connectionPartition } from '#store/table.ts'
import { handler } from '../../functions/handlers/socket.ts'
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
const says = (message: unknown) => happens('$default', JSON.stringify(message))
const sent = () => surroundings.viewers.asked.map(({ path, body }) => ({ path, event: PushedEvent.parse(JSON.parse(body)).event }))
const kept = async () => (await openStore().table.query({ partition: connectionPartition(connectionId) }, z.unknown())).items.length

describe('a connection', () => {
  it('is kept from its beginning to its end', async () => {
    expect(await happens('$connect')).toEqual({ statusCode: 200 })
    expect(await kept()).toBe(1)
    const { id } = await openStore().campaign()
    await says({ action: 'subscribe', campaignId: id })
    expect(await happens('$disconnect')).toEqual({ statusCode: 200 })
    expect(await kept()).toBe(0)
    expect(await openStore().viewers.of(id)).toEqual([])
  })
})

describe('a message', () => {
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
    await happens('$connect')
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
    expect(await kept()).toBe(0)
  })
})
