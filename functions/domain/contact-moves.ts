// Every move of a contact from one state to another: who may make it, from where, and to where.
import type { ContactState } from '#contract/contact-parts.ts'

type Move = { from: readonly ContactState[]; to: readonly ContactState[] }

export const CONTACT_MOVES = {
  /** An attempt begins. */
  claim: { from: ['pending', 'retrying'], to: ['calling'] },
  /** The attempt is over. */
  settle: { from: ['calling'], to: ['done', 'retrying', 'failed', 'suppressed'] },
  /** The attempt never was. */
  void: { from: ['calling'], to: ['pending', 'retrying'] },
  /** A rule says that nobody will ever call. */
  never: { from: ['pending', 'retrying'], to: ['failed', 'suppressed'] },
  /** The last attempt meant something else than was thought when it ended. */
  refine: {
    from: ['done', 'retrying', 'failed', 'suppressed', 'cancelled'],
    to: ['done', 'retrying', 'failed', 'suppressed', 'cancelled'],
  },
  /** Somebody wants the contact called again: a person, or the contact itself. */
  reopen: { from: ['done', 'failed', 'suppressed', 'cancelled'], to: ['retrying'] },
} as const satisfies Record<string, Move>

export type ContactMove = keyof typeof CONTACT_MOVES
export type MovesTo<M extends ContactMove> = (typeof CONTACT_MOVES)[M]['to'][number]
