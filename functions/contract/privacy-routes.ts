// Routes of what is kept of one person, by their number.
import { PersonAsked, PersonExport, PersonForgotten, PersonToForget } from './privacy.ts'
import { defineRoutes, nothing } from './route.ts'

export const privacyRoutes = defineRoutes({
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
