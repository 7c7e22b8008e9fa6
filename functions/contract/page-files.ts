// What a browser is told about the dashboard's files, wherever they are served from.

const TYPES: Record<string, string> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  webp: 'image/webp',
  woff2: 'font/woff2',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  webmanifest: 'application/manifest+json',
}

/** `path`: with slashes, from the folder of the built page on. */
export const contentTypeOf = (path: string): string => TYPES[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream'

/** Vite names what lies in this folder after its content; everything else may change with the next build. */
export const cacheControlOf = (path: string): string =>
  path.replace(/^\//, '').startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'

type Others = { bucket: string; sockets?: readonly string[]; issuers?: readonly string[] }

/**
 * Nothing inline runs, and nobody may frame the page. It speaks to its own origin, and to the bucket, which takes lists and gives
 * recordings. `sockets`: where these have another origin. `issuers`: who signs people in.
 */
export const contentSecurityPolicy = ({ bucket, sockets = [], issuers = [] }: Others): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src ${["'self'", ...sockets, ...issuers, bucket].join(' ')}`,
    `media-src ${bucket}`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
