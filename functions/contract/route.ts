// What a route is, and the parts that routes are made of.
import * as z from 'zod/mini'
import { CampaignId } from './ids.ts'
import type { NeededRole } from './role.ts'

export type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Path parameters in braces, as API Gateway writes them. */
  path: `/api/${string}`
  summary: string
  /** The least that the caller must be. Without it the table does not compile: a route that everybody may use says so. */
  role: NeededRole
  /** Statuses of success, the usual one first. */
  status: readonly [number, ...number[]]
  params: z.ZodMiniObject
  query: z.ZodMiniObject
  /** Absent: the request has no body. */
  body?: z.ZodMiniType
  /** The body that a form stands for, by the texts of its fields. Absent: the body comes as JSON only. */
  form?: (fields: ReadonlyMap<string, string>) => unknown
  /** Of the body, in bytes; absent: what any request of words needs. */
  bodyLimit?: number
  /** The caller may say which version was seen, and is refused when somebody was faster. Answers carry it as their ETag. */
  ifMatch?: 'version' | 'digest'
  /**
   * `required`: what must not happen twice is not done without an Idempotency-Key. Any other POST may have one.
   * `never`: the answer holds a secret, or what is kept of a person, and is not kept to be given again.
   */
  idempotencyKey?: 'required' | 'never'
  /** Where to look for what was made, or for how far it is: filled in from the answer, `{campaign.id}`. Told with 201 and 202. */
  location?: `/api/${string}`
  response: z.ZodMiniType
}

/** As API Gateway writes it. */
export const routeKey = ({ method, path }: Route): string => `${method} ${path}`

export const defineRoutes = <T extends Record<string, Route>>(table: T): T => table

export const nothing = z.strictObject({})
export const ofCampaign = z.strictObject({ id: CampaignId })

/** `usual`: items of a page when nobody says how many. */
export const page = (limit: number, usual = limit) => ({
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(limit)), usual),
  /** `nextCursor` of the page before; opaque. */
  cursor: z.optional(z.string().check(z.maxLength(2_000))),
})

export const pageOf = <T extends z.ZodMiniType>(item: T) => z.object({ items: z.array(item), nextCursor: z.nullable(z.string()) })
