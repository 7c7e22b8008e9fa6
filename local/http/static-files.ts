// Serves the dashboard's built files beside the API, as CloudFront does: unknown pages are the page's own affair.
import { readFile, stat } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import { type Answer, json } from '../web/answer.ts'

export type Site = {
  directory: string
  /** What the page reads from /config.json: the addresses that are known only at the start. */
  config: unknown
}

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.csv': 'text/csv; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

/** Uploads go to the bucket and live changes come through the WebSocket, each at a port of its own. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self' ws://127.0.0.1:* http://127.0.0.1:*",
  // Recordings of calls, from the bucket.
  'media-src http://127.0.0.1:*',
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

const PAGE_HEADERS = { 'content-security-policy': CONTENT_SECURITY_POLICY, 'referrer-policy': 'no-referrer' }

const isFile = async (file: string): Promise<boolean> => (await stat(file).catch(() => undefined))?.isFile() ?? false

const fileAnswer = async (file: string): Promise<Answer> => ({
  status: 200,
  headers: {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    ...(extname(file) === '.html' ? PAGE_HEADERS : {}),
    // Vite names assets after their content; everything else may change with the next build.
    'cache-control': file.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
  },
  body: await readFile(file),
})

/** Undefined: the site has no such file, and the path is not one of its pages. */
export const siteAnswer = async ({ directory, config }: Site, path: string): Promise<Answer | undefined> => {
  if (path === '/config.json') return { ...json(200, config), headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' } }
  const root = resolve(directory)
  const file = join(root, path)
  if (file !== root && !file.startsWith(root + sep)) return undefined
  if (!path.includes('\0') && (await isFile(file))) return fileAnswer(file)
  const page = join(file, 'index.html')
  if (file !== root && !path.includes('\0') && (await isFile(page))) return fileAnswer(page)
  const index = join(root, 'index.html')
  return extname(path) === '' && (await isFile(index)) ? fileAnswer(index) : undefined
}
