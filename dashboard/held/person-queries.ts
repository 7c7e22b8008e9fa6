// Where one number is, over all campaigns: read a part of them at a time; its contacts move with the news as they do elsewhere.
import { infiniteQueryOptions } from '@tanstack/react-query'
import * as z from 'zod/mini'
import type { Api, Output } from '#contract/client.ts'
import { holdContact, PERSON } from './contact-queries.ts'

/** What was typed. It stands in no address: those are logged, and passed on. */
export const Sought = z.object({ phone: z.string(), defaultCountry: z.string() })
export type Sought = z.infer<typeof Sought>

export type Place = Output<'findPerson'>['items'][number]

export const personQuery = (api: Api, sought: Sought) =>
  infiniteQueryOptions({
    queryKey: [PERSON, sought] as const,
    queryFn: async ({ client, pageParam, signal }) => {
      const page = await api('findPerson', { body: sought, query: pageParam === null ? {} : { cursor: pageParam }, signal })
      for (const { contact } of page.items) holdContact(client, contact)
      return page
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // Who was looked for is not kept once nobody looks any more.
    gcTime: 0,
  })
