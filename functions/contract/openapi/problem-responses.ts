// The refusals that an operation can answer with, by status.
import { PROBLEMS } from '#contract/problem.ts'
import type { Route } from '#contract/route.ts'

const BODY = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }
const HEADERS = { 'x-request-id': { $ref: '#/components/headers/RequestId' } }

/** Refusals after which the same request may succeed later: those that are limited, and those of the moment. */
const RETRIED = [409, 429, 503]

const codesOf = (status: number): string =>
  Object.entries(PROBLEMS)
    .filter(([, problem]) => problem.status === status)
    .map(([code, { title }]) => `\`${code}\`: ${title}.`)
    .join(' ')

const nameOf = (status: number): string => `Problem${status}`

/** 405 is the answer of an address, not of an operation. */
const OF_OPERATIONS = Object.values(PROBLEMS)
  .map(({ status }) => status)
  .filter((status) => status !== PROBLEMS.method_not_allowed.status)

export const problemResponses = (): Record<string, unknown> =>
  Object.fromEntries(
    [...new Set(OF_OPERATIONS)].map((status) => [
      nameOf(status),
      {
        description: codesOf(status),
        headers: { ...HEADERS, ...(RETRIED.includes(status) ? { 'retry-after': { $ref: '#/components/headers/RetryAfter' } } : {}) },
        content: BODY,
      },
    ]),
  )

const statusesOf = ({ method, path, body, query, role, ifMatch }: Route): number[] => [
  400,
  ...(role === 'anyone' ? [] : [401, 403]),
  ...(path.includes('{') || body || 'campaignId' in query.shape ? [404] : []),
  ...(method === 'GET' ? [] : [409]),
  ...(ifMatch && method !== 'GET' ? [412] : []),
  ...(body ? [413, 415] : []),
  ...(method === 'GET' ? [] : [422]),
  ...[429, 500, 503],
]

export const refusalsOf = (route: Route): Record<string, unknown> =>
  Object.fromEntries(statusesOf(route).map((status) => [status, { $ref: `#/components/responses/${nameOf(status)}` }]))
