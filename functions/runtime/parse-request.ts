// The parts of a request read by the schemas of its route; what is wrong is named by its place.
import '#contract/english.ts'
import type * as z from 'zod/mini'
import { AppError } from '#app/errors.ts'
import { hintOf } from './hints.ts'

type Issue = z.core.$ZodIssue

/** One step of a JSON pointer (RFC 6901): names of columns may have slashes in them. */
const pointed = (step: PropertyKey): string => String(step).replaceAll('~', '~0').replaceAll('/', '~1')

const unknownNames = (issues: readonly Issue[]): number =>
  issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 0), 0)

/** Of several things that a value may be, it is taken for the one that knows most of the names in it; of equals, the first. */
const unfolded = (issue: Issue): readonly Issue[] => {
  if (issue.code !== 'invalid_union' || issue.errors.length === 0) return [issue]
  const nearest = issue.errors.reduce((best, other) => (unknownNames(other) < unknownNames(best) ? other : best))
  return nearest.flatMap((inner) => unfolded({ ...inner, path: [...issue.path, ...inner.path] }))
}

export const parseAs = (schema: z.ZodMiniType, value: unknown, place: string): unknown => {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const errors = read.error.issues
    .flatMap(unfolded)
    .map((issue) => ({ pointer: ['', place, ...issue.path.map(pointed)].join('/'), detail: issue.message, hint: hintOf(issue) }))
  const first = errors[0]
  throw new AppError('invalid_request', first ? `${first.pointer.slice(1)}: ${first.detail}` : 'The request cannot be read.', errors)
}

/** What whoever edits has seen: `If-Match: "7"`. Absent or `*`: whatever it is. */
const entityTagOf = (header: string | undefined, form: RegExp, example: string): string | undefined => {
  if (header === undefined || header.trim() === '*') return undefined
  const [, tag] = form.exec(header.trim()) ?? []
  if (tag !== undefined) return tag
  throw new AppError('invalid_request', `The header If-Match must be the ETag that you have seen, in double quotes, such as "${example}".`)
}

export const ifVersionOf = (header: string | undefined): number | undefined => {
  const tag = entityTagOf(header, /^"(\d{1,15})"$/, '7')
  return tag === undefined ? undefined : Number(tag)
}

export const ifDigestOf = (header: string | undefined): string | undefined => entityTagOf(header, /^"([0-9a-f]{16})"$/, '0f3a9c1d22b4e687')

/** What the caller calls this very request, so that it can be sent again when its answer is lost. */
export const idempotencyKeyOf = (header: string | undefined): string | undefined => {
  if (header === undefined) return undefined
  // A structured field writes its text in quotes (RFC 8941); many leave them out.
  const [, quoted] = /^"(.*)"$/.exec(header.trim()) ?? []
  const key = quoted ?? header
  if (/^[\x21-\x7e]{1,255}$/.test(key)) return key
  throw new AppError('invalid_request', 'The header Idempotency-Key must be 1 to 255 characters without spaces, such as a UUID.')
}
