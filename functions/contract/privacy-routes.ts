// Routes of what is kept of one person, by their number. It comes in the body: addresses are logged and passed on.
import * as z from 'zod/mini'
import { PersonAsked, PersonExport, PersonForgotten, PersonFound, PersonToForget } from './privacy.ts'
import { defineRoutes, nothing, page } from './route.ts'

export const privacyRoutes = defineRoutes({
  findPerson: {
    method: 'POST',
    path: '/api/db/contacts/find',
    summary: 'Where a number is: its contact and calls in each campaign that has it, and whether it is one that nobody calls',
    role: 'viewer',
    status: [200],
    params: nothing,
    query: z.strictObject(page(500)),
    body: PersonAsked,
    idempotencyKey: 'never',
    response: PersonFound,
  },
  exportPerson: {
    method: 'POST',
    path: '/api/db/privacy/export',
    summary: 'Everything that is kept of a number, over all campaigns: contacts, calls, what was said, as one file',
    role: 'admin',
    status: [200],
    params: nothing,
    query: nothing,
    body: PersonAsked,
    // Whoever has the file's address may read it.
    idempotencyKey: 'never',
    response: PersonExport,
  },
  erasePerson: {
    method: 'POST',
    path: '/api/db/privacy/erase',
    summary:
      'Forget everything that is kept of a number, and call it never again. 409 while a call to it is under way; what was cut off goes on with the same request',
    role: 'admin',
    status: [200],
    params: nothing,
    query: nothing,
    body: PersonToForget,
    response: PersonForgotten,
  },
})
