// What the pages are served by: the built page, an API that answers at once, a socket that tells of calls as fast as asked, and a bare page.

import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { type WebSocket, WebSocketServer } from 'ws'
import type { PushedEvent } from '#contract/events.ts'
import { siteAnswer } from '../../../local/http/static-files.ts'
import { send } from '../../../local/web/answer.ts'
import { listen } from '../../../local/web/listen.ts'
import { readBody } from '../../../local/web/read-body.ts'
import { aContact, anAccount, campaignId, updateOf } from '../../dashboard/support/build.ts'
import { type Answers, fakeServer } from '../../dashboard/support/server.ts'
import type { Flags } from './flags.ts'
import { makeUpCalls } from './made-up-calls.ts'

const PAGE_OF_CALLS = 100
const PAGE_OF_CONTACTS = 100
const BODY_BYTES = 1_000_000
const BARE = join(import.meta.dirname, 'page', 'bare.html')

const pageOf = <T>(all: readonly T[], cursor: string | undefined, size: number) => {
  const from = Number(cursor ?? 0)
  return { items: all.slice(from, from + size), nextCursor: from + size < all.length ? String(from + size) : null }
}

type Made = ReturnType<typeof makeUpCalls>

const answersOf = (calls: Made, { contacts, ...flags }: Flags, socketUrl: () => string): Answers => {
  const people = Array.from({ length: contacts }, (_, i) => aContact(i + 1, { phone: `+1202555${String(i % 10_000).padStart(4, '0')}` }))
  const account = () =>
    anAccount({
      ...{ live: flags.calls, lines: { allowed: flags.calls, now: flags.calls } },
      campaigns: [{ id: campaignId(1), name: 'Spring renewal', state: 'active', live: flags.calls, lines: flags.calls }],
    })
  return {
    whoAmI: () => ({ principal: 'machine', role: 'admin' }),
    health: () => ({ ok: true, time: new Date().toISOString(), checks: [] }),
    createTicket: () => ({ ticket: 'abc', socketUrl: socketUrl(), expiresAt: new Date(Date.now() + 30_000).toISOString() }),
    accountStatus: account,
    listCampaigns: () => ({ items: [calls.snapshot()], nextCursor: null }),
    getCampaign: () => calls.snapshot(),
    campaignActivity: () => ({ items: [], nextCursor: null }),
    listSheets: () => ({ items: [] }),
    listCalls: ({ query }) => pageOf(query.live === 'true' ? calls.live() : calls.ended(), query.cursor, PAGE_OF_CALLS),
    listContacts: ({ query }) => pageOf(people, query.cursor, PAGE_OF_CONTACTS),
  }
}

const bodyOf = async (request: IncomingMessage): Promise<string | undefined> => {
  const body = await readBody(request, BODY_BYTES)
  return body && body.length > 0 ? body.toString() : undefined
}

export const servePages = async (dist: string, flags: Flags) => {
  const calls = makeUpCalls(flags.calls)
  const viewers = new Set<WebSocket>()
  let url = ''
  const { fetch } = fakeServer(answersOf(calls, flags, () => `${url.replace('http', 'ws')}/live`))
  const tell = (viewer: WebSocket, event: PushedEvent): void => viewer.send(JSON.stringify(event))

  const answerApi = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request)
    const init = { method: request.method ?? 'GET', headers: {}, ...(body === undefined ? {} : { body }) }
    const answer = await fetch(request.url ?? '/', init)
    send(response, {
      status: answer.status,
      headers: { 'content-type': 'application/json' },
      body: Buffer.from(await answer.arrayBuffer()),
    })
  }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (pathname.startsWith('/api/')) return answerApi(request, response)
    if (pathname === '/bare') {
      return send(response, { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: await readFile(BARE) })
    }
    const file = await siteAnswer({ directory: dist, config: { access: 'loopback' } }, pathname)
    send(response, file ?? { status: 404, headers: {}, body: Buffer.from('') })
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : new Error(String(error))))
  })
  const sockets = new WebSocketServer({ server, path: '/live' })
  sockets.on('connection', (viewer) => {
    viewers.add(viewer)
    viewer.on('close', () => viewers.delete(viewer))
    viewer.on('message', (text) => {
      const asked = String(text)
      // The answer to `subscribe`: what is told from then on is whole.
      if (asked.includes(campaignId(1))) tell(viewer, updateOf(calls.snapshot()))
      if (asked.includes('"all"')) tell(viewer, { event: 'active_campaigns_list', version: 0, data: { campaigns: [calls.snapshot()] } })
    })
  })
  const { port, close } = await listen(server, 0)
  url = `http://127.0.0.1:${port}`

  /** Late timers are made up for, so that as many events come as were asked for. */
  let told = 0
  const beganAt = performance.now()
  const timer = setInterval(() => {
    for (; told < (performance.now() - beganAt) / flags.everyMs; told += 1) {
      const text = JSON.stringify(calls.next())
      for (const viewer of viewers) viewer.send(text)
    }
  }, flags.everyMs)

  return {
    url,
    campaignPath: `/campaigns/${campaignId(1)}`,
    told: () => told,
    async close(): Promise<void> {
      clearInterval(timer)
      for (const viewer of viewers) viewer.terminate()
      await close()
    },
  }
}
