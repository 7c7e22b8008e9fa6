// Which contacts a reopening is about: finished ones whose last call meant one of the outcomes asked for.

import type { ContactState } from '#contract/contact-parts.ts'
import type { Outcome, ReopenedOutcome } from '#contract/outcome.ts'

type Facts = { state: ContactState; outcome?: Outcome | undefined }

/** Suppressed contacts stay as they are, whatever their last call meant. */
export const mayReopen = ({ state, outcome }: Facts, outcomes: readonly ReopenedOutcome[]): boolean =>
  (state === 'done' || state === 'failed') && outcomes.some((asked) => asked === outcome)

/** Whether both ask for the same, in whatever order. */
export const isSameReopening = (one: readonly ReopenedOutcome[], other: readonly ReopenedOutcome[]): boolean =>
  one.every((outcome) => other.includes(outcome)) && other.every((outcome) => one.includes(outcome))
