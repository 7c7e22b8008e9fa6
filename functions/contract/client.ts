// The typed client of the HTTP API, derived from the route table: no code generation, every answer parsed.
import type * as z from 'zod/mini'
import { NoAnswer, refusalOf, Unreadable } from './client-errors.ts'
import type { Route } from './route.ts'
import { type Operation, type Routes, routes } from './routes.ts'

type Loose = {
  params?: object
  query?: object
  body?: unknown
  signal?: AbortSignal
  /** The version that was seen of what is changed: refused when somebody was faster. */
  ifVersion?: number
  /** The same text with the same request is the same request. */
  idempotencyKey?: string
}
type Part<R extends Route, K extends 'params' | 'query'> =
  Record<never, never> extends z.input<R[K]> ? { [P in K]?: z.input<R[K]> } : { [P in K]: z.input<R[K]> }
type Body<R extends Route> = R extends { body: infer B extends z.ZodMiniType } ? { body: z.input<B> } : unknown

export type Input<O extends Operation> = Loose & Part<Routes[O], 'params'> & Part<Routes[O], 'query'> & Body<Routes[O]>
export type Output<O extends Operation> = z.output<Routes[O]['response']>
export type Api = <O extends Operation>(operation: O, input: Input<O>) => Promise<Output<O>>

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** The route table again, seen so that the compiler knows which answer belongs to which operation. */
const answers: { [O in Operation]: { response: z.ZodMiniType<Output<O>> } } = routes

// API Gateway gives up on its side after 30 s.
const DEADLINE_MS = 30_000

const urlOf = (route: Route, { params = {}, query = {} }: Loose): string => {
  const given = new Map<string, unknown>(Object.entries(params))
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(given.get(name))))
  const search = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]])),
  )
  return search.size > 0 ? `${path}?${search}` : path
}

/** `key` is absent where the API trusts the machine that it runs on. */
export const createApi = ({ fetch, key }: { fetch: Fetch; key?: string }): Api => {
  const send = async (route: Route, { body, signal, ifVersion, idempotencyKey, ...address }: Loose): Promise<unknown> => {
    const headers = new Headers({ accept: 'application/json, application/problem+json' })
    if (key !== undefined) headers.set('authorization', `Bearer ${key}`)
    if (body !== undefined) headers.set('content-type', 'application/json')
    if (ifVersion !== undefined) headers.set('if-match', `"${ifVersion}"`)
    if (idempotencyKey !== undefined) headers.set('idempotency-key', idempotencyKey)
    const deadline = AbortSignal.timeout(DEADLINE_MS)
    const response = await fetch(urlOf(route, address), {
      method: route.method,
      headers,
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      if (signal?.aborted) throw cause
      throw new NoAnswer(cause)
    })
    if (!response.ok) throw await refusalOf(response)
    return response.json().catch((cause: unknown) => {
      throw new Unreadable(route.summary, cause)
    })
  }

  return async (operation, input) => {
    const answer = answers[operation].response.safeParse(await send(routes[operation], input))
    if (answer.success) return answer.data
    throw new Unreadable(routes[operation].summary, answer.error)
  }
}
