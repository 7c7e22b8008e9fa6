// Who is let in: API keys as an admin sees them, and the one who calls.
import * as z from 'zod'
import { Instant, KeyId } from './ids.ts'
import { Role } from './role.ts'

/** What a key is good for. */
const Scope = z.enum(['read', 'operate', 'admin'])
export type Scope = z.infer<typeof Scope>

export const ROLES_OF_SCOPES = { read: 'viewer', operate: 'operator', admin: 'admin' } as const satisfies Record<Scope, Role>

export const Caller = z.object({
  /** `key:key_01J…`, `secret:<digest>`, `token:<subject>` or `machine`: ids, never anybody's name. */
  principal: z.string(),
  /** Of the key, or what the token calls its owner. */
  name: z.string().optional(),
  role: Role,
  /** What was shown is good until then. */
  until: Instant.optional(),
})
export type Caller = z.infer<typeof Caller>

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
  expiresAt: Instant.optional(),
  /** To within five minutes. */
  lastUsedAt: Instant.optional(),
  revokedAt: Instant.optional(),
  /** What a rotation replaced, while it still works. */
  previous: z.object({ shown: z.string(), worksUntil: Instant }).optional(),
})
export type ApiKey = z.infer<typeof ApiKey>

/** The only answer that the key itself is in. */
export const ApiKeyOnce = ApiKey.extend({ key: z.string() })

const expiresInDays = z.int().min(1).max(3_650).optional()

export const NewApiKey = z.strictObject({
  name: z.string().trim().min(1).max(100),
  scope: Scope,
  /** Absent: it does not expire. */
  expiresInDays,
})
export type NewApiKey = z.infer<typeof NewApiKey>

export const KeyRotation = z.strictObject({
  /** So long the old key works beside the new one. */
  overlapHours: z.int().min(0).max(720).default(24),
  /** Of the new key. Absent: it expires when the old one would have. */
  expiresInDays,
})
export type KeyRotation = z.infer<typeof KeyRotation>
