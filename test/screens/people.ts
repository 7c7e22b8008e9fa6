// The people of the pictures: contacts of a campaign, each as it may well stand, and the calls of one of them.
import type { Call } from '#contract/call.ts'
import type { Contact } from '#contract/contact.ts'
import type { ContactState } from '#contract/contact-parts.ts'
import type { Outcome } from '#contract/outcome.ts'
import { aCall, aContact } from '../dashboard/support/build.ts'

const NAMES = [
  ...['Ana Torres', 'Ben Okafor', 'Chen Wei', 'Dara Singh', 'Eva Novak', 'Fay Lopez', 'Gus Brandt', 'Hana Sato', 'Ines Costa', 'Jon Berg'],
  ...['Kira Popov', 'Liam Byrne', 'Mara Diaz', 'Noor Haddad', 'Olga Stein', 'Paul Mensah', 'Quin Adler', 'Rosa Vega', 'Sam Ito'],
  ...['Tess Moreau', 'Uli Kranz', 'Vera Lang', 'Wim de Boer', 'Yara Khan'],
] as const

export const nameOf = (n: number): string => NAMES[n % NAMES.length] ?? 'Ana Torres'

type Stand = { state: ContactState; attempts: number; outcome?: Outcome; due?: { dueAt: string; heldBecause?: string } }

const STANDS: readonly Stand[] = [
  { state: 'done', attempts: 1, outcome: 'human' },
  {
    ...{ state: 'retrying', attempts: 1, outcome: 'no-answer' },
    due: { dueAt: '2026-11-03T16:00:00.000Z', heldBecause: 'outside the hours of Denver' },
  },
  { state: 'done', attempts: 2, outcome: 'voicemail' },
  { state: 'calling', attempts: 1, outcome: 'busy' },
  { state: 'pending', attempts: 0, due: { dueAt: '2026-11-03T14:34:00.000Z' } },
  { state: 'failed', attempts: 1, outcome: 'invalid-number' },
  { state: 'done', attempts: 1, outcome: 'human' },
  { state: 'retrying', attempts: 1, outcome: 'busy', due: { dueAt: '2026-11-03T15:12:00.000Z' } },
  { state: 'suppressed', attempts: 1, outcome: 'opted-out' },
  { state: 'failed', attempts: 2, outcome: 'no-answer' },
  { state: 'done', attempts: 2, outcome: 'human' },
  { state: 'pending', attempts: 0, due: { dueAt: '2026-11-03T14:34:00.000Z' } },
  { state: 'retrying', attempts: 1, outcome: 'carrier-failure', due: { dueAt: '2026-11-03T15:20:00.000Z' } },
]

export const people: readonly Contact[] = Array.from({ length: 60 }, (_, i) => {
  const { state, attempts, outcome, due } = STANDS[i % STANDS.length] ?? { state: 'pending', attempts: 0 }
  return aContact(i + 1, { name: nameOf(i), state, attempts, ...(outcome ? { outcome } : {}), ...due })
})

/** Whoever is open beside the others: called once, in vain, in whose state it is early. */
export const theOpenOne: Contact = people[1] ?? aContact(2)

export const theirCalls: readonly Call[] = [
  aCall(2, {
    ...{ name: theOpenOne.name, state: 'no-answer', outcome: 'no-answer', attempt: 1 },
    ...{ claimedAt: '2026-11-03T14:02:10.000Z', endedAt: '2026-11-03T14:02:41.000Z' },
  }),
]
