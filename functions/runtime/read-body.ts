// The body of a request: of a kind that the route takes, not too long, not too deep.
import type { APIGatewayProxyEventV2 } from 'aws-lambda'
import { AppError } from '#app/errors.ts'
import type { Route } from '#contract/route.ts'
import { bodyOf, bytesOf } from './http-event.ts'
import { readJson } from './read-json.ts'
import { needWholeTexts } from './whole-texts.ts'

/** A prompt of 20 000 characters, settings, and the names of many columns. */
const USUAL_BYTES = 1024 ** 2

const FORM_TYPE = /^\s*multipart\/form-data\b/i
const JSON_TYPE = /^\s*application\/(json|[\w.+-]+\+json)\s*(;|$)/i

const formBody = async (form: NonNullable<Route['form']>, contentType: string, bytes: Buffer): Promise<unknown> => {
  const { readForm } = await import('./multipart.ts')
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

const NOTHING = /^\s*(\{\s*\}|null)?\s*$/

/** What a caller says in a body that nobody looks at, such as that it is only to be tried, must not be passed over. */
export const needNoBody = ({ query }: Route, event: APIGatewayProxyEventV2): void => {
  if (NOTHING.test(bodyOf(event))) return
  const names = Object.keys(query.shape)
  const where = names.length > 0 ? ` What may be said goes into the address: ?${names.join('=…&')}=….` : ''
  throw new AppError('invalid_request', `This address takes no body, and nobody would look at it. Leave it out.${where}`)
}

/** One that says nothing of its kind is taken for JSON. */
export const readBody = async (route: Route, event: APIGatewayProxyEventV2): Promise<unknown> => {
  const contentType = event.headers['content-type'] ?? ''
  if (FORM_TYPE.test(contentType) && route.form) return await formBody(route.form, contentType, bytesOf(event))
  if (contentType !== '' && !JSON_TYPE.test(contentType)) {
    const forms = route.form ? ', or a form with a file as multipart/form-data' : ''
    throw new AppError(
      'unsupported_media_type',
      `The body is ${contentType.slice(0, 100)}. Send JSON with the content type application/json${forms}.`,
    )
  }
  const text = bodyOf(event)
  needShort(route, Buffer.byteLength(text))
  const value = readJson(text)
  needWholeTexts(value, text)
  return value
}
