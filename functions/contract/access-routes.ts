// Routes of who may use the API: oneself, the keys, and the audit log.
import * as z from 'zod/mini'
import { ApiKey, ApiKeyOnce, KeyRotation, NewApiKey } from './access.ts'
import { AuditEntry, AuditOutcome } from './audit.ts'
import { Caller } from './caller.ts'
import { KeyId } from './ids.ts'
import { defineRoutes, nothing, page, pageOf } from './route.ts'

const ofKey = z.strictObject({ keyId: KeyId })

export const accessRoutes = defineRoutes({
  whoAmI: {
    method: 'GET',
    path: '/api/db/me',
    summary: 'Who the API takes the caller for, and what their role is',
    role: 'viewer',
    status: [200],
    params: nothing,
    query: nothing,
    response: Caller,
  },
  listKeys: {
    method: 'GET',
    path: '/api/db/keys',
    summary: 'API keys, newest first, also those that were revoked or have expired',
    role: 'admin',
    status: [200],
    params: nothing,
    query: z.strictObject(page(100)),
    response: pageOf(ApiKey),
  },
  createKey: {
    method: 'POST',
    path: '/api/db/keys',
    summary: 'Make an API key. The answer shows it, and nothing shows it again',
    role: 'admin',
    status: [201],
    params: nothing,
    query: nothing,
    body: NewApiKey,
    idempotencyKey: 'never',
    response: ApiKeyOnce,
  },
  rotateKey: {
    method: 'POST',
    path: '/api/db/keys/{keyId}/rotate',
    summary: 'Give a key a new secret, which the answer shows once; for `overlapHours` the old one works too',
    role: 'admin',
    status: [200],
    params: ofKey,
    query: nothing,
    body: KeyRotation,
    idempotencyKey: 'never',
    response: ApiKeyOnce,
  },
  revokeKey: {
    method: 'DELETE',
    path: '/api/db/keys/{keyId}',
    summary: 'Refuse a key from the next request on, for good; it stays in the list',
    role: 'admin',
    status: [200],
    params: ofKey,
    query: nothing,
    response: ApiKey,
  },
  auditLog: {
    method: 'GET',
    path: '/api/db/audit',
    summary: 'Requests that were denied or could change something, newest first: who, what, when, and what came of it',
    role: 'admin',
    status: [200],
    params: nothing,
    query: z.strictObject({
      ...page(100),
      /** As the entries name it: `key:key_…`, `token:…`, `machine`, `nobody`. */
      principal: z.optional(z.string().check(z.minLength(1), z.maxLength(300))),
      outcome: z.optional(AuditOutcome),
    }),
    response: pageOf(AuditEntry),
  },
})
