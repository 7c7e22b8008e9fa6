// An API that answers what a test says, behind the page's `fetch`.

import type { Fetch, Output } from '#contract/client.ts'
import type { ProblemCode } from '#contract/problem.ts'
import { PROBLEMS } from '#contract/problem.ts'
import type { Route } from '#contract/route.ts'
import { type Operation, routes } from '#contract/routes.ts'
import type { PageSignIn } from '#contract/sign-in.ts'

type Request = {
  operation: Operation
  params: Record<string, string>
  query: Record<string, string>
  body: unknown
  key: string | null
  idempotencyKey: string | null
}

type Answer<O extends Operation> = Output<O> | Response | Promise<Output<O> | Response>
/** Requests of an operation that is not here fail as a network does. */
export type Answers = { [O in Operation]?: (request: Request) => Answer<O> }

export const problem = (
  code: ProblemCode,
  detail: string,
  more: { errors?: { pointer: string; detail: string }[]; requestId?: string } = {},
): Response => {
  const { status, title } = PROBLEMS[code]
  return Response.json({ type: 'about:blank', title, status, detail, code, ...more }, { status })
}

const pattern = ({ path }: Route): RegExp => new RegExp(`^${path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
const isOperation = (name: string): name is Operation => name in routes

const find = (method: string | undefined, path: string): { operation: Operation; params: Record<string, string> } => {
  for (const [name, route] of Object.entries<Route>(routes)) {
    const match = pattern(route).exec(path)
    if (match && route.method === method && isOperation(name)) return { operation: name, params: { ...match.groups } }
  }
  throw new Error(`No route for ${method} ${path}`)
}

/** Whom people sign in at, apart from the API. */
type SignInAt = { page: PageSignIn; answer: (method: string, address: URL, body: string) => Promise<Response> }

export const fakeServer = (answers: Answers, access: 'loopback' | 'key' = 'loopback', signInAt?: SignInAt) => {
  const requests: Request[] = []
  /** Where files were sent. */
  const puts: string[] = []
  const fetch: Fetch = async (address, init) => {
    if (address.startsWith('https://bucket.test/')) {
      puts.push(address)
      return new Response()
    }
    const url = new URL(address, 'http://ringmaster.test')
    if (url.pathname === '/config.json') return Response.json({ access, signIn: signInAt?.page })
    if (signInAt && address.startsWith(signInAt.page.issuer))
      return await signInAt.answer(init.method ?? 'GET', url, String(init.body ?? ''))
    const request: Request = {
      ...find(init.method, url.pathname),
      query: Object.fromEntries(url.searchParams),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
      key: new Headers(init.headers).get('authorization'),
      idempotencyKey: new Headers(init.headers).get('idempotency-key'),
    }
    requests.push(request)
    const answer = await answers[request.operation]?.(request)
    if (answer === undefined) throw new TypeError('Failed to fetch')
    return answer instanceof Response ? answer : Response.json(answer)
  }
  return { fetch, requests, puts, asked: (operation: Operation) => requests.filter((request) => request.operation === operation) }
}
