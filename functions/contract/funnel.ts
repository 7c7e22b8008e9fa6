// The way of a campaign's contacts from the list to a success, step by step: each step's number leads to its contacts.
import * as z from 'zod/mini'
import type { Outcome } from './outcome.ts'

export const FunnelStep = z.enum(['eligible', 'called', 'answered', 'human', 'success'])
export type FunnelStep = z.infer<typeof FunnelStep>

/** Outcomes after which it is known that the contact cannot be called, or must not be. */
export const FINAL_OUTCOMES: readonly Outcome[] = ['invalid-number', 'rejected', 'opted-out', 'unresolved']

/** Outcomes of calls that somebody or something has answered. */
export const ANSWERED_OUTCOMES: readonly Outcome[] = ['human', 'voicemail', 'media-failure', 'opted-out']
