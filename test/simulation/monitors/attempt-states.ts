// The states of an attempt, as they are read off a raw item.
import { AttemptState } from '#contract/attempt.ts'
import { RANK } from '#domain/attempt.ts'

const STATES: ReadonlySet<string> = new Set(AttemptState.options)

export const isState = (state: string | undefined): state is AttemptState => state !== undefined && STATES.has(state)

/** -1 for what is no state. */
export const rankOf = (state: string | undefined): number => (isState(state) ? RANK[state] : -1)
