// The one who calls. Every request is read with it, so it stands apart from the keys.
import * as z from 'zod/mini'
import { Instant } from './ids.ts'
import { Role } from './role.ts'

export const Caller = z.object({
  /** `key:key_01J…`, `secret:<digest>`, `token:<subject>` or `machine`: ids, never anybody's name. */
  principal: z.string(),
  /** Of the key, or what the token calls its owner. */
  name: z.optional(z.string()),
  role: Role,
  /** What was shown is good until then. */
  until: z.optional(Instant),
})
export type Caller = z.infer<typeof Caller>
