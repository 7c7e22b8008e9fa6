// The built page in a real browser over an API that answers what a test says: states that no real system can be brought into at will.
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Browser, Page, Route } from 'playwright-core'
import { type Answers, fakeServer } from '../dashboard/support/server.ts'

const ORIGIN = 'http://ringmaster.test'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.csv': 'text/csv',
}

/** Whatever is no file is an address of the page. */
const serveFile = async (route: Route, dist: string): Promise<void> => {
  const { pathname } = new URL(route.request().url())
  const file = extname(pathname) === '' ? 'index.html' : pathname
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

export type Faked = { dist: string; path: string; answers: Answers }

export const openFaked = async (browser: Browser, { dist, path, answers }: Faked): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' })
  const { fetch } = fakeServer(answers)
  // Opened at once, and silent: what is seen is what was read.
  await page.routeWebSocket(/^wss:/, () => {})
  await page.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url())
    const isApi = pathname.startsWith('/api/') || pathname === '/config.json'
    return isApi ? serveApi(route, fetch) : serveFile(route, dist)
  })
  await page.goto(ORIGIN + path)
  return page
}
