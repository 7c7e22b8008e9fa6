// The built page in a real browser over an API that answers what a test says: states that no real system can be brought into at will.
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Browser, Page, Route } from 'playwright-core'
import type { PushedEvent } from '#contract/events.ts'
import { pageKey } from '#contract/page-key.ts'
import { type Answers, fakeServer } from '../dashboard/support/server.ts'

/** Browsers encrypt for pages of https alone, and signing in needs it. */
const ORIGIN = 'https://ringmaster.test'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.csv': 'text/csv',
}

const serveFile = async (route: Route, dist: string): Promise<void> => {
  const { pathname } = new URL(route.request().url())
  const file = pageKey(pathname)
  await route.fulfill({ body: await readFile(join(dist, file)), contentType: TYPES[extname(file)] ?? 'application/octet-stream' })
}

const serveApi = async (route: Route, fetch: ReturnType<typeof fakeServer>['fetch']): Promise<void> => {
  const request = route.request()
  const { pathname, search } = new URL(request.url())
  const body = request.postData()
  const init = { method: request.method(), headers: request.headers(), ...(body === null ? {} : { body }) }
  // What a test has no answer for fails as a network does.
  const answer = await fetch(pathname + search, init).catch(() => undefined)
  if (!answer) return route.abort()
  await route.fulfill({
    status: answer.status,
    contentType: answer.headers.get('content-type') ?? 'application/json',
    body: await answer.text(),
  })
}

export type Faked = {
  dist: string
  path: string
  answers: Answers
  /** Told to whoever subscribes; usually nothing, so that what is seen is what was read. */
  news?: readonly PushedEvent[]
  /** Given once the page has its live connection: what is told to it later. */
  onLive?: (tell: (news: readonly PushedEvent[]) => void) => void
  /** The live connection is lost as soon as something was asked of it. */
  isCut?: boolean
  viewport?: { width: number; height: number }
  /** What the browser takes for the time; usually that of the machine. */
  now?: string
  /** Before then no script comes. */
  until?: Promise<void>
  onRequest?: (path: string) => void
  /** Absent: nobody is asked who they are. */
  signInAt?: Parameters<typeof fakeServer>[2]
}

const DESK = { width: 1440, height: 900 }

export const openFaked = async (browser: Browser, faked: Faked): Promise<Page> => {
  const { dist, path, answers, news = [], onLive, isCut = false, viewport = DESK, now, until, onRequest, signInAt } = faked
  const page = await browser.newPage({ viewport, reducedMotion: 'reduce', timezoneId: 'UTC' })
  if (now !== undefined) await page.clock.setFixedTime(now)
  const { fetch } = fakeServer(answers, signInAt ? 'key' : 'loopback', signInAt)
  // The issuer of a test is on this machine, which Chromium keeps pages of elsewhere from.
  if (signInAt) await page.context().grantPermissions(['local-network-access'], { origin: ORIGIN })
  await page.routeWebSocket(/^wss:/, (socket) => {
    const tell = (events: readonly PushedEvent[]): void => {
      for (const event of events) socket.send(JSON.stringify(event))
    }
    onLive?.(tell)
    socket.onMessage(() => {
      if (isCut) void socket.close()
      else tell(news)
    })
  })
  await page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    onRequest?.(pathname)
    if (pathname.endsWith('.js')) await until
    const isApi = pathname.startsWith('/api/') || pathname === '/config.json'
    return isApi ? serveApi(route, fetch) : serveFile(route, dist)
  })
  // Without its scripts a page is never loaded whole.
  await page.goto(ORIGIN + path, until ? { waitUntil: 'commit' } : {})
  return page
}
