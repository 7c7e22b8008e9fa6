// What a campaign's viewers are told, over real sockets on this machine.
import { once } from 'node:events'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocketServer } from 'ws'
import { viewCampaign, viewStats } from '#app/views.ts'
import { createApi } from '#contract/client.ts'
import { Refusal } from '#contract/client-errors.ts'
import type { PushedEvent } from '#contract/events.ts'
import { follow, withEvent } from '../../../local/cli/follow.ts'
import { eventsOf } from '../../../local/cli/live.ts'
import { type Answers, fakeServer, problem } from '../../dashboard/support/server.ts'
import { aCampaign, campaignId } from '../../support/builders.ts'
import { playShell } from '../../support/shell.ts'

const record = aCampaign({ state: 'active', totalContacts: 2 })
const update = (state: 'active' | 'completed', version: number): PushedEvent => ({
  event: 'campaign_update',
  version,
  data: { ...viewCampaign(record), state, version },
})
const withStats = (state: 'active' | 'completed') => ({ ...viewCampaign({ ...record, state }), stats: viewStats(record, []) })

/** A gateway that answers each subscription with the next of these lists, and closes the socket behind it. */
const startGateway = async (...answers: unknown[][]) => {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const heard: unknown[] = []
  server.on('connection', (socket, request) => {
    heard.push(request.url)
    socket.on('message', (text) => {
      heard.push(JSON.parse(String(text)))
      for (const one of answers.shift() ?? []) socket.send(typeof one === 'string' ? one : JSON.stringify(one))
      socket.close()
    })
  })
  const address = server.address()
  const socketUrl = `ws://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/live`
  const ticket = () => ({ ticket: 'once', socketUrl, expiresAt: '2026-11-02T15:00:30.000Z' })
  return { heard, ticket }
}
const watching = (answers: Answers) => ({
  api: createApi({ fetch: fakeServer(answers).fetch }),
  campaignId,
  signal: new AbortController().signal,
})

describe('the events of a campaign', () => {
  it('begin with a subscription by ticket, and what is not understood is left out', async () => {
    const { heard, ticket } = await startGateway(['no JSON', { event: 'of_tomorrow' }, update('active', 1), update('completed', 2)])
    const versions: number[] = []
    for await (const { version } of eventsOf(watching({ createTicket: ticket }))) if (versions.push(version) === 2) break
    expect(versions).toEqual([1, 2])
    expect(heard).toEqual(['/live?ticket=once', { action: 'subscribe', campaignId }])
  })

  it('go on over another connection when one is lost, with a ticket of its own', async () => {
    const { heard, ticket } = await startGateway([update('active', 1)], [update('completed', 2)])
    const losses: string[] = []
    const seen: number[] = []
    const watched = { ...watching({ createTicket: ticket }), onLoss: (why: string) => void losses.push(why) }
    for await (const { version } of eventsOf(watched)) if (seen.push(version) === 2) break
    expect(seen).toEqual([1, 2])
    expect(losses).toHaveLength(1)
    expect(heard.filter((one) => one === '/live?ticket=once')).toHaveLength(2)
  })

  it('end with the refusal when the key is good no longer', async () => {
    const events = eventsOf(watching({ createTicket: () => problem('unauthorized', 'The key was revoked.') }))
    await expect(events.next()).rejects.toBeInstanceOf(Refusal)
  })

  it('end with Ctrl-C', async () => {
    const { ticket } = await startGateway()
    const controller = new AbortController()
    const events = eventsOf({ ...watching({ createTicket: ticket }), signal: controller.signal })
    const next = events.next()
    controller.abort('SIGINT')
    await expect(next).rejects.toBe('SIGINT')
  })
})

describe('a campaign that is followed', () => {
  it('is over as the API says once more, not as the last message of several', async () => {
    const { ticket } = await startGateway([update('active', 2), update('completed', 3)])
    const answers = [withStats('active'), withStats('completed')]
    const watched = watching({ createTicket: ticket, getCampaign: () => answers.shift() ?? problem('not_found', 'Asked too often.') })
    const { shell, drawn } = playShell()
    expect(await follow(watched, shell)).toMatchObject({ state: 'completed' })
    expect(drawn.at(-1)).toContain('Spring renewal completed')
  })

  it('keeps what is newer than a message', () => {
    const held = { campaign: { ...withStats('active'), version: 5 }, statsVersion: 7 }
    expect(withEvent(held, update('completed', 5))).toBe(held)
    expect(withEvent(held, update('completed', 6)).campaign.state).toBe('completed')
    const progress = (version: number): PushedEvent => ({
      event: 'campaign_progress',
      version,
      data: { campaignId, stats: { ...held.campaign.stats, live: 1 } },
    })
    expect(withEvent(held, progress(7))).toBe(held)
    expect(withEvent(held, progress(8))).toMatchObject({ statsVersion: 8, campaign: { stats: { live: 1 } } })
  })
})
