// The OpenAPI document of the API, made of the route table: nothing in it is written twice.

import { Problem } from '#contract/problem-body.ts'
import { operations, routes } from '#contract/routes.ts'
import { examples } from './examples.ts'
import { operationOf, tagOf } from './operation.ts'
import { problemResponses } from './problem-responses.ts'
import { ANSWER_HEADERS, HEADER_PARAMETERS } from './request-headers.ts'
import { schemaCollector } from './schemas.ts'
import { webhooksOf } from './webhooks.ts'

const ABOUT = `Outbound AI calling campaigns.

Errors are \`application/problem+json\` (RFC 9457) with a \`code\` of a closed list; each place that is wrong has a pointer and a hint. Lists are paged by
\`nextCursor\`, which is opaque. POSTs take an \`Idempotency-Key\`, edits an \`If-Match\`. Instants are UTC, numbers E.164, durations milliseconds unless they say otherwise.`

const TAGS = new Map([
  ['campaigns', 'Campaigns: made, changed, started, stopped, explained.'],
  ['contacts', 'The people of a campaign.'],
  ['calls', 'Calls, live and over; and a call to one number.'],
  ['imports', 'Contact lists on their way in.'],
  ['sheet', 'The Google Sheet that a campaign works from.'],
  ['templates', 'Campaigns without contacts, to make campaigns from.'],
  ['suppressions', 'Numbers that nobody calls.'],
  ['suppression-imports', 'Lists of numbers that nobody calls.'],
  ['webhooks', 'Other systems that are told what happens here, and what was sent to them.'],
  ['account', 'The telephone account, and the API itself.'],
])

const pathsOf = (schemas: ReturnType<typeof schemaCollector>): Record<string, Record<string, unknown>> => {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const operation of operations) {
    const { path, method } = routes[operation]
    const described = operationOf(operation, routes[operation], { schemas, example: examples[operation] })
    paths[path] = { ...paths[path], [method.toLowerCase()]: described }
  }
  return paths
}

export const openApiDocument = () => {
  const schemas = schemaCollector()
  schemas.collect(Problem, 'output')
  const paths = pathsOf(schemas)
  const webhooks = webhooksOf(schemas)
  const tags = [...new Set(operations.map((operation) => tagOf(routes[operation])))]
  return {
    openapi: '3.1.0',
    info: {
      title: 'Ringmaster',
      version: '1.0.0',
      description: ABOUT,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'Where this document comes from' }],
    tags: tags.map((name) => ({ name, description: TAGS.get(name) ?? `What concerns ${name}.` })),
    paths,
    webhooks,
    components: {
      schemas: schemas.components(),
      responses: problemResponses(),
      parameters: HEADER_PARAMETERS,
      headers: ANSWER_HEADERS,
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'An API key. On one machine nobody needs one.' },
      },
    },
  }
}
