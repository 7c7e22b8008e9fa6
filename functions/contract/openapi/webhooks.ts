// What webhooks are sent, as the document's own `webhooks`: one operation of the receiver for each type of event.
import { WEBHOOK_EVENTS, WebhookTest } from '#contract/webhook-events.ts'
import type { SchemaCollector } from './schemas.ts'

const HEADERS = [
  ['webhook-id', 'The same in every try: whoever has seen it ignores it.'],
  ['webhook-timestamp', 'Seconds since 1970, of this try.'],
  ['webhook-signature', 'v1 and HMAC-SHA256 over id, timestamp and body; two of them while a secret is exchanged.'],
] as const

export const webhooksOf = ({ collect }: SchemaCollector): Record<string, unknown> =>
  Object.fromEntries(
    [...WEBHOOK_EVENTS, WebhookTest].flatMap((event) =>
      event.shape.type.def.values.map((type) => {
        const operation = {
          operationId: `on ${type}`.replace(/[^a-z]+(.)/g, (_, letter: string) => letter.toUpperCase()),
          summary: `Sent to webhooks that want ${type}`,
          tags: ['webhooks'],
          security: [],
          parameters: HEADERS.map(([name, description]) => ({
            name,
            in: 'header',
            required: true,
            description,
            schema: { type: 'string' },
          })),
          requestBody: { required: true, content: { 'application/json': { schema: collect(event, 'output') } } },
          responses: { '2XX': { description: 'Accepted.' }, default: { description: 'Tried again for a day.' } },
        }
        return [type, { post: operation }]
      }),
    ),
  )
