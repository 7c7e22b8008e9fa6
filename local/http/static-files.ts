// Serves the dashboard's built files beside the API, as CloudFront does: unknown pages are the page's own affair.
import { readFile, stat } from 'node:fs/promises'
import { extname, join, relative, resolve, sep } from 'node:path'
import { cacheControlOf, contentSecurityPolicy, contentTypeOf } from '#contract/page-files.ts'
import { pageKey } from '#contract/page-key.ts'
import { type Answer, json } from '../web/answer.ts'

export type Site = {
  directory: string
  /** What the page reads from /config.json: the addresses that are known only at the start. */
  config: unknown
}

/** Uploads go to the bucket and live changes come through the WebSocket, each at a port of its own. */
const CONTENT_SECURITY_POLICY = contentSecurityPolicy({ bucket: 'http://127.0.0.1:*', sockets: ['ws://127.0.0.1:*'] })

const PAGE_HEADERS = { 'content-security-policy': CONTENT_SECURITY_POLICY, 'referrer-policy': 'no-referrer' }

const isFile = async (file: string): Promise<boolean> => (await stat(file).catch(() => undefined))?.isFile() ?? false

const fileAnswer = async (root: string, file: string): Promise<Answer> => {
  const path = relative(root, file).replaceAll(sep, '/')
  return {
    status: 200,
    headers: {
      'content-type': contentTypeOf(path),
      'x-content-type-options': 'nosniff',
      ...(extname(file) === '.html' ? PAGE_HEADERS : {}),
      'cache-control': cacheControlOf(path),
    },
    body: await readFile(file),
  }
}

/** Undefined: the site has no such file, and the path is not one of its pages. */
export const siteAnswer = async ({ directory, config }: Site, path: string): Promise<Answer | undefined> => {
  if (path === '/config.json') return { ...json(200, config), headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' } }
  const root = resolve(directory)
  const file = join(root, pageKey(path))
  if (!file.startsWith(root + sep) || path.includes('\0')) return undefined
  return (await isFile(file)) ? fileAnswer(root, file) : undefined
}
