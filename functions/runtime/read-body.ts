// The body of a request: of a kind that the route takes, not too long, not too deep.
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { AppError } from '#app/errors.ts'
import type { Route } from '#contract/route.ts'
import { bodyOf, bytesOf } from './http-event.ts'
import { isForm, readForm } from './multipart.ts'

/** A prompt of 20 000 characters, settings, and the names of many columns. */
const USUAL_BYTES = 1024 ** 2
/** Nothing of ours is deeper than six. */
const MOST_LEVELS = 32

const JSON_TYPE = /^\s*application\/(json|[\w.+-]+\+json)\s*(;|$)/i

/** What stands in quotes does not count. Cheaper than parsing, so that nobody parses a bomb. */
const levelsOf = (text: string): number => {
  let [depth, deepest, isQuoted] = [0, 0, false]
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i)
    if (isQuoted) {
      if (character === '\\') i += 1
      else if (character === '"') isQuoted = false
    } else if (character === '"') isQuoted = true
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth)
    else if (character === '}' || character === ']') depth -= 1
  }
  return deepest
}

const json = (text: string): unknown => {
  if (levelsOf(text) > MOST_LEVELS) {
    throw new AppError('invalid_request', `The body is nested more than ${MOST_LEVELS} levels deep. No request of this API is.`)
  }
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

const needShort = ({ bodyLimit = USUAL_BYTES }: Route, bytes: number): void => {
  if (bytes <= bodyLimit) return
  throw new AppError('too_large', `The body has ${bytes} bytes, and this address takes ${bodyLimit}. Send less at a time.`)
}

/** One that says nothing of its kind is taken for JSON. */
export const readBody = async (route: Route, event: APIGatewayProxyEventV2): Promise<unknown> => {
  const contentType = event.headers['content-type'] ?? ''
  if (isForm(contentType) && route.form) return await formBody(route.form, contentType, bytesOf(event))
  if (contentType !== '' && !JSON_TYPE.test(contentType)) {
    const forms = route.form ? ', or a form with a file as multipart/form-data' : ''
    throw new AppError(
      'unsupported_media_type',
      `The body is ${contentType.slice(0, 100)}. Send JSON with the content type application/json${forms}.`,
    )
  }
  const text = bodyOf(event)
  needShort(route, Buffer.byteLength(text))
  return json(text)
}
