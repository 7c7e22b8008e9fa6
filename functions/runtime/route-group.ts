// Routes of the table with the use case of each of them: what is loaded together when a request to one of them comes.
import type * as z from 'zod/mini'
import type { Caller } from '#contract/caller.ts'
import type { Route } from '#contract/route.ts'
import type { RouteGroups } from '#contract/routes.ts'

type BodyOf<R> = R extends { body: infer B extends z.ZodMiniType } ? z.infer<B> : undefined

/** Written as a method, so that a table of operations can be called with what the route's own schemas have parsed. */
type Method<Request, Body> = { call(request: Request): Promise<{ status?: number; body: Body; digest?: string }> }['call']

/** What a request says of itself beside what its route asks for. */
export type Stated = { caller: Caller; ifVersion: number | undefined; ifDigest: string | undefined; idempotencyKey: string | undefined }

/** One use case for each route. `status` only where it is not the route's usual one. */
export type OperationsOf<R extends Record<string, Route>> = {
  [O in keyof R]: Method<
    Stated & { params: z.infer<R[O]['params']>; query: z.infer<R[O]['query']>; body: BodyOf<R[O]> },
    z.input<R[O]['response']>
  >
}

export type Group<R extends Record<string, Route>> = { routes: R; operations: OperationsOf<R> }

export type AnyOperation = Method<Stated & { params: unknown; query: unknown; body: unknown }, unknown>
export type AnyGroup = { routes: Record<string, Route>; operations: Record<string, AnyOperation> }

/** Every group of the table. */
export type Groups = { readonly [G in keyof RouteGroups]: () => Promise<Group<RouteGroups[G]>> }
