// What must never happen, and did: by the name of the invariant.

/** As reliability.md counts them; those without a number are about provider and budget, and about coming to an end at all. */
export const INVARIANTS = {
  I1: 'two live calls to one number',
  I2: 'more calls than attempts or budget',
  I3: 'settled too late',
  I4: 'dialled after a pause or stop was visible, or rang long after a stop',
  I5: 'a counter is not what a recount gives',
  I6: 'an outcome is not the network’s',
  I7: 'a call is known to one side only',
  I8: 'more live calls than lines, or a line that leaks',
  I9: 'rang outside the window',
  I10: 'dialled a suppressed number',
  I11: 'an attempt went back',
  I12: 'a number was called too often in a day',
  I13: 'stalled though somebody was due and a line was free',
  I14: 'billed seconds are not the network’s',
  country: 'dialled into a country that the campaign does not allow',
  breaker: 'dialled though the provider was known not to answer',
  refused: 'dialled on and on though the provider refuses the account',
  overspent: 'a campaign dials beyond its budget',
  machine: 'an answering machine was heard, and kept the line',
  stuck: 'a contact stays on the telephone for ever',
  neverReached: 'a contact is never called, and never given up',
  neverCompleted: 'a campaign never ends',
  lockLeaked: 'a number stays locked',
} as const

export type Invariant = keyof typeof INVARIANTS

export type Violation = { invariant: Invariant; atMs: number; what: string }

export type Violations = {
  add(invariant: Invariant, what: string): void
  all(): readonly Violation[]
  count(invariant: Invariant): number
}

export const collectViolations = ({ now, note }: { now: () => number; note: (line: string) => void }): Violations => {
  const found: Violation[] = []
  return {
    add(invariant, what) {
      found.push({ invariant, atMs: now(), what })
      note(`VIOLATES ${invariant}: ${what}`)
    },
    all: () => found,
    count: (invariant) => found.filter((violation) => violation.invariant === invariant).length,
  }
}
