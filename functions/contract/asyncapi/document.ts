// The AsyncAPI document of the WebSocket, made of the schemas that its messages are read and written by.
import type * as z from 'zod/mini'
import { ClientMessage, PushedEvent } from '#contract/events.ts'
import { type SchemaCollector, schemaCollector } from '#contract/openapi/schemas.ts'
import { ACTIONS, EVENTS } from './words.ts'

type Json = Record<string, unknown>

const ABOUT = `What happens in campaigns, pushed as it happens.

\`POST /api/db/events/ticket\` gives \`socketUrl\` and a ticket, which opens one connection within 30 seconds. Every pushed message has a
\`version\` that grows with what it describes: drop what is older than what you hold. Of one campaign you get at most one message of a
kind in a second, or a few if much changes at once. A connection lasts two hours at most; open another, and subscribe again.
When the key is revoked or the token has run out nothing more is pushed, and the connection is closed with the next message or event.`

const CHANNEL = 'viewers'

const EXAMPLES: Readonly<Record<ClientMessage['action'], ClientMessage>> = {
  subscribe: { action: 'subscribe', campaignId: 'all' },
  unsubscribe: { action: 'unsubscribe', campaignId: 'all' },
  active_campaigns: { action: 'active_campaigns' },
  ping: { action: 'ping' },
}

const channel = { $ref: `#/channels/${CHANNEL}` }
const inChannel = (name: string): Json => ({ $ref: `#/channels/${CHANNEL}/messages/${name}` })

const messageOf = (name: string, { summary, payload, example }: { summary: string; payload: Json; example?: Json }): Json => ({
  name,
  title: name,
  summary,
  contentType: 'application/json',
  payload,
  ...(example ? { examples: [{ payload: example }] } : {}),
})

/** What viewers send, by name, with the operation that receives it. */
const received = ({ collect }: SchemaCollector) =>
  ClientMessage.def.options.flatMap((schema: z.ZodMiniObject<{ action: z.ZodMiniLiteral<ClientMessage['action']> }>) =>
    schema.shape.action.def.values.map((name) => {
      const { summary, answers } = ACTIONS[name]
      const reply = answers.length > 0 ? { reply: { channel, messages: answers.map(inChannel) } } : {}
      const operation = { action: 'receive', channel, summary, messages: [inChannel(name)], ...reply }
      return { name, operation, message: messageOf(name, { summary, payload: collect(schema, 'input'), example: EXAMPLES[name] }) }
    }),
  )

/** What viewers are sent. */
const sent = ({ collect }: SchemaCollector) =>
  PushedEvent.def.options.flatMap((schema: z.ZodMiniObject<{ event: z.ZodMiniLiteral<PushedEvent['event']> }>) =>
    schema.shape.event.def.values.map((name) => {
      const summary = EVENTS[name]
      const operation = { action: 'send', channel, summary, messages: [inChannel(name)] }
      return { name, operation, message: messageOf(name, { summary, payload: collect(schema, 'output') }) }
    }),
  )

export const asyncApiDocument = () => {
  const schemas = schemaCollector()
  const parts = [...received(schemas), ...sent(schemas)]
  const named = <T>(of: (part: (typeof parts)[number]) => T): Record<string, T> =>
    Object.fromEntries(parts.map((part) => [part.name, of(part)]))
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Ringmaster: events',
      version: '1.0.0',
      description: ABOUT,
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    defaultContentType: 'application/json',
    servers: {
      deployment: {
        host: '{host}',
        pathname: '/{stage}',
        protocol: 'wss',
        description: 'The address that comes with the ticket',
        variables: { host: { description: 'Of the WebSocket API' }, stage: { description: 'Of the deployment' } },
        security: [{ $ref: '#/components/securitySchemes/ticket' }],
      },
    },
    channels: {
      [CHANNEL]: {
        address: '/',
        title: 'Viewers',
        description: 'Everything goes over one connection.',
        messages: named(({ name }) => ({ $ref: `#/components/messages/${name}` })),
        bindings: {
          ws: { method: 'GET', query: { type: 'object', required: ['ticket'], properties: { ticket: { type: 'string' } } } },
        },
      },
    },
    operations: named(({ operation }) => operation),
    components: {
      messages: named(({ message }) => message),
      schemas: schemas.components(),
      securitySchemes: {
        ticket: { type: 'httpApiKey', in: 'query', name: 'ticket', description: 'Good once, for 30 seconds.' },
      },
    },
  }
}
