// Whether a conversation was a success, by the agent's own evaluation: only where one is set up.
import type { CallResult } from '#contract/result.ts'

/** Without criteria the provider guesses, and a guess must not decide what becomes of a contact. */
export const verdictOf = ({ evaluation = [], successful }: CallResult): 'success' | 'failure' | undefined =>
  evaluation.length === 0 || successful === undefined || successful === 'unknown' ? undefined : successful
