// Which system the client talks to, and what it shows there.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Api, createApi, type Fetch } from '#contract/client.ts'
import { Mistake } from './mistake.ts'

export type Connection = { url: string; hasKey: boolean; api: Api }

type Where = { url: string | undefined; key: string | undefined }
type World = { env: Readonly<Record<string, string | undefined>>; fetch: Fetch }

/** Where `npm start` serves unless it is told otherwise. */
const LOCAL = 'http://127.0.0.1:4400'
const ROOT = resolve(import.meta.dirname, '../..')
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

export const isThisMachine = (url: string): boolean => LOOPBACK.has(new URL(url).hostname)

/** The key that `npm start` has made; undefined before its first time. */
const localKey = ({ env }: World): string | undefined => {
  try {
    return readFileSync(join(env.RINGMASTER_HOME ?? join(ROOT, '.ringmaster'), 'api-key'), 'utf8').trim()
  } catch {
    // On its own machine the system asks for none.
    return undefined
  }
}

/** Without a slash at its end; an address of the API's is as good as the system's own. */
const baseOf = (text: string): string => {
  const parsed = URL.parse(text)
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol))
    throw new Mistake(`“${text}” is not an address: it must look like https://calls.example.com.`)
  return `${parsed.origin}${parsed.pathname}`.replace(/\/+$/, '').replace(/\/api(\/db)?$/, '')
}

export const connectionTo = ({ url: asked, key: shown }: Where, world: World): Connection => {
  const url = baseOf(asked ?? LOCAL)
  const key = shown ?? (asked === undefined ? localKey(world) : undefined)
  if (key !== undefined && url.startsWith('http:') && !isThisMachine(url))
    throw new Mistake(`The key would travel to ${url} for everybody to read. Use https.`)
  const fetch: Fetch = (path, init) => world.fetch(`${url}${path}`, init)
  return { url, hasKey: key !== undefined, api: createApi({ fetch, ...(key === undefined ? {} : { key }) }) }
}
