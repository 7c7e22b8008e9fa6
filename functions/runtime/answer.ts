// What a use case gives, as the answer that is sent.
import type { KeptAnswer } from '#app/ports/kept-answers.ts'
import type { Route } from '#contract/route.ts'

export type Given = { status?: number; body: unknown; digest?: string }

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** `campaign.id` in the answer. */
const valueAt = (body: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => (isObject(value) ? value[name] : undefined), body)

const locationOf = (template: string, body: unknown): string =>
  template.replace(/\{([\w.]+)\}/g, (_, path: string) => encodeURIComponent(String(valueAt(body, path))))

const tagOf = ({ ifMatch }: Route, { body, digest }: Given): string | undefined => {
  const tag = ifMatch === 'digest' ? digest : valueAt(body, 'version')
  return ifMatch && (typeof tag === 'string' || typeof tag === 'number') ? `"${tag}"` : undefined
}

export const answerOf = (route: Route, given: Given): KeptAnswer => {
  const status = given.status ?? route.status[0]
  const tag = tagOf(route, given)
  const isElsewhere = route.location !== undefined && (status === 201 || status === 202)
  return {
    status,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      ...(tag === undefined ? {} : { etag: tag }),
      ...(isElsewhere && route.location ? { location: locationOf(route.location, given.body) } : {}),
    },
    body: JSON.stringify(given.body),
  }
}
