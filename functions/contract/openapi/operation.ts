// One route of the table as an operation of the document.
import type * as z from 'zod/mini'
import type { Route } from '#contract/route.ts'
import type { Example } from './examples.ts'
import { refusalsOf } from './problem-responses.ts'
import { headersAnswered, headersAsked } from './request-headers.ts'
import { BINARY, type SchemaCollector } from './schemas.ts'

type Json = Record<string, unknown>

const MEANINGS = new Map([
  [200, 'Done.'],
  [201, 'Made.'],
  [202, 'It goes on by itself: look where `Location` says.'],
])

/** What belongs to something of a campaign is told there, not among the campaigns. */
export const tagOf = ({ path }: Route): string => {
  const [first = '', second = '', third = ''] = path.replace(/^\/api\/(db\/)?/, '').split('/')
  if (first === 'campaigns' && second.startsWith('{') && ['contacts', 'calls', 'imports', 'sheet', 'exports'].includes(third)) return third
  if (['health', 'openapi.json', 'asyncapi.json', 'problems', 'events'].includes(first)) return 'account'
  return first === 'uploads' ? 'imports' : first
}

const parametersIn = (place: 'path' | 'query', schema: z.ZodMiniObject, { collect }: SchemaCollector, example: Json = {}): Json[] => {
  const { required = [] } = Object(collect(schema, 'input'))
  return Object.entries(schema.shape).map(([name, part]) => {
    const json = collect(part, 'input')
    const isRequired = place === 'path' || (Array.isArray(required) && required.includes(name))
    return { name, in: place, required: isRequired, schema: json, ...(name in example ? { example: example[name] } : {}) }
  })
}

/** JSON has no files: what only a form can carry is left out of it. */
const withoutFiles = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutFiles)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (Object(inner).format === BINARY ? [] : [[key, withoutFiles(inner)]])),
  )
}

const bodyOf = ({ body, form }: Route, { collect }: SchemaCollector, example: unknown): Json => {
  if (!body) return {}
  const schema = collect(body, 'input')
  const json = { schema: form ? withoutFiles(schema) : schema, ...(example === undefined ? {} : { example }) }
  return {
    requestBody: {
      required: true,
      content: { 'application/json': json, ...(form ? { 'multipart/form-data': { schema } } : {}) },
    },
  }
}

export const operationOf = (operationId: string, route: Route, { schemas, example }: { schemas: SchemaCollector; example: Example }) => {
  const answer = schemas.collect(route.response, 'output')
  const answers = [...route.status].sort().map((status) => [
    status,
    {
      description: MEANINGS.get(status) ?? 'Done.',
      headers: headersAnswered(route, status),
      content: { 'application/json': { schema: answer } },
    },
  ])
  const parameters = [
    ...parametersIn('path', route.params, schemas, example.params),
    ...parametersIn('query', route.query, schemas, example.query),
    ...headersAsked(route),
  ]
  return {
    operationId,
    summary: route.summary,
    tags: [tagOf(route)],
    description: route.role === 'anyone' ? 'Open to everybody.' : `Needs the role **${route.role}**.`,
    security: route.role === 'anyone' ? [] : [{ key: [] }],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...bodyOf(route, schemas, example.body),
    responses: { ...Object.fromEntries(answers), ...refusalsOf(route) },
  }
}
