// What no function can be handed is refused at the door, in the words of the API's other refusals.
import { PROBLEMS, type Problem, problemType } from './problem.ts'

type Sent = { contentLength?: string | undefined; contentType?: string | undefined }

/**
 * CloudFront runs it as its own text: it may use nothing but what stands in it. A Lambda takes 6 MB (6 291 556 bytes) with all that stands
 * beside the body, and of a form only so much that it fits in base64. A body whose length is not told is left to API Gateway.
 */
export const isTooLarge = ({ contentLength, contentType }: Sent): boolean =>
  Number(contentLength || 0) > ((contentType || '').toLowerCase().includes('multipart/') ? 4_500_000 : 6_000_000)

const { status, title } = PROBLEMS.too_large

export const TOO_LARGE: Problem = {
  ...{ type: problemType('too_large'), title, status, code: 'too_large' },
  detail: 'A request takes 6 MB, as a form 4.5 MB. Send a longer list to the address that POST /api/db/uploads gives.',
}
