// Viewers of the dashboard: their tickets, connections and what each watches. All of it expires by itself.
import { randomBytes } from 'node:crypto'
import * as z from 'zod/mini'
import type { Clock } from '#app/ports/clock.ts'
import type { Viewers } from '#app/ports/viewers.ts'
import { Caller } from '#contract/caller.ts'
import { KEPT_SECONDS } from '#contract/kept.ts'
import { connectionKey, connectionPartition, connectionTopicKey, subscriptionKey, ticketKey, topicPartition } from './table.ts'
import type { Table } from './table-operations.ts'

const TICKET_SECONDS = 30

const Expiring = z.object({ expiresAt: z.number(), viewer: Caller })
const Topic = z.object({ topic: z.string() })
const Subscriber = z.object({ connectionId: z.string(), principal: z.optional(z.string()), expiresAt: z.number() })

export const viewersIn = (table: Table, clock: Clock): Viewers => {
  const seconds = (): number => Math.floor(clock.machine() / 1000)
  const expiryWithin = (until: string | undefined): number =>
    Math.min(seconds() + KEPT_SECONDS.connection, until === undefined ? Number.POSITIVE_INFINITY : Math.floor(Date.parse(until) / 1000))
  return {
    async issueTicket(viewer) {
      const ticket = randomBytes(24).toString('base64url')
      const expiresAt = seconds() + TICKET_SECONDS
      await table.put({ ...ticketKey(ticket), viewer, expiresAt })
      return { ticket, expiresAt: new Date(expiresAt * 1000).toISOString() }
    },

    async spendTicket(ticket) {
      const spent = await table.take(ticketKey(ticket), Expiring)
      return spent && spent.expiresAt >= seconds() ? spent.viewer : undefined
    },

    async connect(connectionId, viewer) {
      await table.put({ ...connectionKey(connectionId), viewer, expiresAt: seconds() + KEPT_SECONDS.connection })
    },

    async viewer(connectionId) {
      const connection = await table.get(connectionKey(connectionId), Expiring)
      return connection && connection.expiresAt >= seconds() ? connection.viewer : undefined
    },

    async disconnect(connectionId) {
      const { items } = await table.query({ partition: connectionPartition(connectionId), begins: 'TOPIC#' }, Topic)
      for (const { topic } of items) {
        await table.take(subscriptionKey(topic, connectionId), z.object({}))
        await table.take(connectionTopicKey(connectionId, topic), z.object({}))
      }
      await table.take(connectionKey(connectionId), z.object({}))
    },

    async subscribe(connectionId, topic, { principal, until } = {}) {
      const expiresAt = expiryWithin(until)
      await table.put({ ...connectionTopicKey(connectionId, topic), topic, expiresAt })
      await table.put({
        ...subscriptionKey(topic, connectionId),
        connectionId,
        ...(principal === undefined ? {} : { principal }),
        expiresAt,
      })
    },

    async unsubscribe(connectionId, topic) {
      await table.take(subscriptionKey(topic, connectionId), z.object({}))
      await table.take(connectionTopicKey(connectionId, topic), z.object({}))
    },

    async of(topic) {
      const { items } = await table.query({ partition: topicPartition(topic) }, Subscriber)
      return items.filter(({ expiresAt }) => expiresAt >= seconds()).map(({ connectionId, principal }) => ({ connectionId, principal }))
    },
  }
}
