// Packs the page's files for whoever takes them packed, as CloudFront does in a deployment.
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Answer } from '../web/answer.ts'

const pack = promisify(gzip)

/** Below it packing gains nothing: CloudFront's own limit. */
const LEAST_BYTES = 1_000
const TEXT = /^(?:text\/|application\/(?:json|manifest\+json)|image\/svg)/

/** `accepted`: the header in which a client says what it takes. */
export const compressed = async (answer: Answer, accepted: string | string[] | undefined): Promise<Answer> => {
  const type = String(answer.headers['content-type'] ?? '')
  const isTaken = /\bgzip\b/.test(String(accepted ?? ''))
  if (!isTaken || !TEXT.test(type) || answer.body.length < LEAST_BYTES) return answer
  const headers = { ...answer.headers, 'content-encoding': 'gzip', vary: 'accept-encoding' }
  return { ...answer, headers, body: await pack(answer.body) }
}
