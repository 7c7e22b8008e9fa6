// The live call that somebody wants to hear, or to hear no more, by a key on its row: its panel takes the wish up, once.
import { type QueryClient, queryOptions, skipToken } from '@tanstack/react-query'
import type { AttemptId } from '#contract/ids.ts'

const WISH = ['listening wish'] as const

export const wishQuery = queryOptions<AttemptId | null>({ queryKey: WISH, queryFn: skipToken, staleTime: Number.POSITIVE_INFINITY })

export const wishToHear = (client: QueryClient, callId: AttemptId | null): void => void client.setQueryData(wishQuery.queryKey, callId)
