// The parts of a request read by the schemas of its route; what is wrong is named by its place.
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import type * as z from 'zod'
import { AppError } from '#app/errors.ts'
import type { Route } from '#contract/route.ts'
import { bodyOf, bytesOf } from './http-event.ts'
import { isForm, readForm } from './multipart.ts'

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

export const parseAs = (schema: z.ZodType, value: unknown, place: string): unknown => {
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const errors = read.error.issues
    .flatMap(unfolded)
    .map(({ path, message }) => ({ pointer: ['', place, ...path.map(pointed)].join('/'), detail: message }))
  const first = errors[0]
  throw new AppError('invalid_request', first ? `${first.pointer.slice(1)}: ${first.detail}` : 'The request cannot be read.', errors)
}

export const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    throw new AppError('invalid_request', 'The body is not JSON. Send a JSON object with the content type application/json.')
  }
}

const formBody = async (form: NonNullable<Route['form']>, contentType: string, bytes: Buffer): Promise<unknown> => {
  const { fields, file } = await readForm(contentType, bytes)
  const body = new Map(Object.entries(Object(form(fields))))
  if (file) {
    body.set('file', new Uint8Array(file.bytes))
    if (file.name !== '' && !body.has('fileName')) body.set('fileName', file.name.slice(-200))
  }
  return Object.fromEntries(body)
}

export const parseBody = async ({ body, form }: Route, event: APIGatewayProxyEventV2): Promise<unknown> => {
  if (!body) return undefined
  const contentType = event.headers['content-type'] ?? ''
  if (!isForm(contentType)) return parseAs(body, json(bodyOf(event)), 'body')
  if (!form) throw new AppError('invalid_request', 'This is no form. Send a JSON object with the content type application/json.')
  return parseAs(body, await formBody(form, contentType, bytesOf(event)), 'body')
}

/** The version that whoever edits has seen: `If-Match: "7"`. Absent or `*`: whatever it is. */
export const ifVersionOf = (header: string | undefined): number | undefined => {
  if (header === undefined || header.trim() === '*') return undefined
  const [, version] = /^\s*"(\d{1,15})"\s*$/.exec(header) ?? []
  if (version === undefined) throw new AppError('invalid_request', 'The header If-Match must be a version in double quotes, such as "7".')
  return Number(version)
}

/** What the caller calls this very request, so that it can be sent again when its answer is lost. */
export const idempotencyKeyOf = (header: string | undefined): string | undefined => {
  if (header === undefined || /^[\x21-\x7e]{1,255}$/.test(header)) return header
  throw new AppError('invalid_request', 'The header Idempotency-Key must be 1 to 255 characters without spaces, such as a UUID.')
}
