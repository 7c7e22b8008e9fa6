// Routes that concern no single campaign: what happened, tickets, health.
import * as z from 'zod/mini'
import { AccountStatus, Health } from './account.ts'
import { Activity } from './activity.ts'
import { Instant } from './ids.ts'
import { ProblemWords } from './problem-words.ts'
import { defineRoutes, nothing, page, pageOf } from './route.ts'

export const accountRoutes = defineRoutes({
  accountStatus: {
    method: 'GET',
    path: '/api/db/account',
    summary: 'What the telephone account may do and what of it is in use, whether its providers answer, and when everything was stopped',
    role: 'viewer',
    status: [200],
    params: nothing,
    query: nothing,
    response: AccountStatus,
  },
  accountActivity: {
    method: 'GET',
    path: '/api/db/account/activity',
    summary: 'Who or what did what with the account and why, newest first',
    role: 'viewer',
    status: [200],
    params: nothing,
    query: z.strictObject(page(100)),
    response: pageOf(Activity),
  },
  createTicket: {
    method: 'POST',
    path: '/api/db/events/ticket',
    summary: 'A ticket that opens the WebSocket once, within 30 seconds: wss://…?ticket=…',
    role: 'viewer',
    status: [201],
    params: nothing,
    query: nothing,
    response: z.object({ ticket: z.string(), socketUrl: z.string(), expiresAt: Instant }),
  },
  health: {
    method: 'GET',
    path: '/api/health',
    summary: 'Whether the API and its table answer, and whether dials to the providers work',
    role: 'anyone',
    status: [200],
    params: nothing,
    query: nothing,
    response: Health,
  },
  problem: {
    method: 'GET',
    path: '/api/problems/{code}',
    summary: 'What a code of a refusal means and what to do: the `type` of every refusal leads here',
    role: 'anyone',
    status: [200],
    params: z.strictObject({ code: z.string() }),
    query: nothing,
    response: ProblemWords,
  },
  asyncApi: {
    method: 'GET',
    path: '/api/asyncapi.json',
    summary: 'The AsyncAPI 3.0 document of what is pushed over the WebSocket, and of what may be sent',
    role: 'anyone',
    status: [200],
    params: nothing,
    query: nothing,
    response: z.looseObject({ asyncapi: z.string(), channels: z.record(z.string(), z.unknown()) }),
  },
  openApi: {
    method: 'GET',
    path: '/api/openapi.json',
    summary: 'The OpenAPI 3.1 document of this API, which GET /api/docs shows',
    role: 'anyone',
    status: [200],
    params: nothing,
    query: nothing,
    response: z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) }),
  },
})
