// Who is let in: API keys as an admin sees them.
import * as z from 'zod/mini'
import { Instant, KeyId } from './ids.ts'
import { trimmed } from './parts.ts'
import type { Role } from './role.ts'

/** What a key is good for. */
const Scope = z.enum(['read', 'operate', 'admin'])
type Scope = z.infer<typeof Scope>

export const ROLES_OF_SCOPES = { read: 'viewer', operate: 'operator', admin: 'admin' } as const satisfies Record<Scope, Role>

export const ApiKey = z.object({
  id: KeyId,
  name: z.string(),
  scope: Scope,
  /** How it begins, to tell it from others. */
  shown: z.string(),
  createdAt: Instant,
  /** The principal who made it. */
  createdBy: z.string(),
  /** Absent: it does not expire. */
  expiresAt: z.optional(Instant),
  /** To within five minutes. */
  lastUsedAt: z.optional(Instant),
  revokedAt: z.optional(Instant),
  /** What a rotation replaced, while it still works. */
  previous: z.optional(z.object({ shown: z.string(), worksUntil: Instant })),
})
export type ApiKey = z.infer<typeof ApiKey>

/** The only answer that the key itself is in. */
export const ApiKeyOnce = z.extend(ApiKey, { key: z.string() })

const expiresInDays = z.optional(z.int().check(z.minimum(1), z.maximum(3_650)))

export const NewApiKey = z.strictObject({
  name: trimmed(100),
  scope: Scope,
  /** Absent: it does not expire. */
  expiresInDays,
})
export type NewApiKey = z.infer<typeof NewApiKey>

export const KeyRotation = z.strictObject({
  /** So long the old key works beside the new one. */
  overlapHours: z._default(z.int().check(z.minimum(0), z.maximum(720)), 24),
  /** Of the new key. Absent: it expires when the old one would have. */
  expiresInDays,
})
export type KeyRotation = z.infer<typeof KeyRotation>
