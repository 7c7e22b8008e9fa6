// Routes that concern no single campaign: numbers that nobody calls, what happened, tickets, health.
import * as z from 'zod'
import { Activity } from './activity.ts'
import { E164, Instant } from './ids.ts'
import { defineRoutes, nothing, page, pageOf } from './route.ts'
import { NewSuppression, SuppressedNow, Suppression } from './suppression.ts'

export const accountRoutes = defineRoutes({
  listSuppressions: {
    method: 'GET',
    path: '/api/db/suppressions',
    summary: 'Numbers that nobody calls, newest first',
    status: [200],
    params: nothing,
    query: z.strictObject(page(100)),
    response: pageOf(Suppression),
  },
  suppressNumber: {
    method: 'POST',
    path: '/api/db/suppressions',
    summary: 'Call a number no more, in any campaign; a call to it that has not been answered is cancelled',
    status: [201],
    params: nothing,
    query: nothing,
    body: NewSuppression,
    response: SuppressedNow,
  },
  unsuppressNumber: {
    method: 'DELETE',
    path: '/api/db/suppressions/{phone}',
    summary: 'Let a number be called again; contacts that were given up because of it stay as they are',
    status: [200],
    params: z.strictObject({ phone: E164 }),
    query: nothing,
    response: z.object({ phone: E164 }),
  },
  accountActivity: {
    method: 'GET',
    path: '/api/db/account/activity',
    summary: 'Who or what did what with the account and why, newest first',
    status: [200],
    params: nothing,
    query: z.strictObject(page(100)),
    response: pageOf(Activity),
  },
  createTicket: {
    method: 'POST',
    path: '/api/db/events/ticket',
    summary: 'A ticket that opens the WebSocket once, within 30 seconds: wss://…?ticket=…',
    status: [201],
    params: nothing,
    query: nothing,
    response: z.object({ ticket: z.string(), socketUrl: z.string(), expiresAt: Instant }),
  },
  health: {
    method: 'GET',
    path: '/api/health',
    summary: 'Whether the API and its table answer',
    status: [200],
    params: nothing,
    query: nothing,
    response: z.object({ ok: z.literal(true), time: Instant }),
  },
})
