// The headers that a request may carry beside its body.
import type { Route } from '#contract/route.ts'

export const HEADER_PARAMETERS = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    required: false,
    description:
      'What the caller calls this very request, such as a UUID: sent again within a day it is answered as it was the first time, and nothing happens twice.',
    schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[\\x21-\\x7e]+$' },
    example: '8e03978e-40d5-43dd-bc93-6894a57f9324',
  },
  IfMatch: {
    name: 'If-Match',
    in: 'header',
    required: false,
    description: 'The ETag that was seen: refused with 412 when it has changed since. Absent or `*`: whatever it is by now.',
    schema: { type: 'string', pattern: '^(\\*|"[0-9a-f]{1,64}")$' },
    example: '*',
  },
} as const

export const ANSWER_HEADERS = {
  RequestId: { description: 'Name it when you ask about the request.', schema: { type: 'string' } },
  RetryAfter: { description: 'Seconds after which it is worth another try.', schema: { type: 'integer', minimum: 1 } },
  Location: { description: 'Where what was made is found, or how far it is.', schema: { type: 'string' } },
  ETag: { description: 'What to send as `If-Match` with an edit.', schema: { type: 'string' } },
} as const

/** Of what must not happen twice. */
const NEEDED_KEY = { ...HEADER_PARAMETERS.IdempotencyKey, required: true }

const reference = (name: keyof typeof HEADER_PARAMETERS) => ({ $ref: `#/components/parameters/${name}` })

export const headersAsked = ({ method, ifMatch, idempotencyKey }: Route) => [
  ...(method === 'POST' && idempotencyKey !== 'never' ? [idempotencyKey ? NEEDED_KEY : reference('IdempotencyKey')] : []),
  ...(ifMatch && method !== 'GET' ? [reference('IfMatch')] : []),
]

export const headersAnswered = ({ ifMatch, location }: Route, status: number) => {
  const header = (name: keyof typeof ANSWER_HEADERS) => ({ $ref: `#/components/headers/${name}` })
  return {
    'x-request-id': header('RequestId'),
    ...(ifMatch ? { etag: header('ETag') } : {}),
    ...(location && status !== 200 ? { location: header('Location') } : {}),
  }
}
