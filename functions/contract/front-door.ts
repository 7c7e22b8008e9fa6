// What is refused at the door, before any function, in the words of the API's other refusals; and the one address that the API has two of.
import { PROBLEMS, problemType } from './problem.ts'
import type { Problem } from './problem-body.ts'

type Sent = { address: string; contentLength?: string | undefined; contentType?: string | undefined }

/**
 * CloudFront runs it as its own text: it may use nothing but what stands in it. A Lambda takes 6 MB (6 291 556 bytes) with all that stands
 * beside the body, and of a form only so much that it fits in base64. A body whose length is not told is left to API Gateway.
 */
export const refusedAtDoor = ({ address, contentLength, contentType }: Sent): 'invalid_request' | 'too_large' | undefined => {
  try {
    decodeURIComponent(address)
  } catch (_) {
    return 'invalid_request'
  }
  const most = (contentType || '').toLowerCase().includes('multipart/') ? 4_500_000 : 6_000_000
  return Number(contentLength || 0) > most ? 'too_large' : undefined
}

/** As its own text, too. API Gateway has no route that ends in a slash. */
export const addressBehindDoor = (address: string): string => (address === '/api/' ? '/api' : address)

const problemOf = (code: 'invalid_request' | 'too_large', detail: string): Problem => {
  const { status, title } = PROBLEMS[code]
  return { type: problemType(code), title, status, code, detail }
}

export const DOOR_PROBLEMS = {
  invalid_request: problemOf(
    'invalid_request',
    'The address cannot be read: a % in it is not followed by two digits of a UTF-8 character.',
  ),
  too_large: problemOf(
    'too_large',
    'A request takes 6 MB, as a form 4.5 MB. Send a longer list to the address that POST /api/db/uploads gives.',
  ),
} as const
