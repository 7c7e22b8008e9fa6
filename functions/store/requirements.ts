// What an item must be like for a write to happen: DynamoDB's condition and the words of its refusal come from the same lines.
import type { Condition } from './expression.ts'
import type { Item } from './table-operations.ts'

/** The attribute must not be there, or must be, whatever its value. */
export const ABSENT = Symbol('absent')
export const PRESENT = Symbol('present')

type Scalar = string | number | boolean
export type Expected = Scalar | readonly Scalar[] | typeof ABSENT | typeof PRESENT

/** What was found of an attribute, in words. */
type Words = Readonly<Record<string, (found: unknown) => string>>

/** The parts of a write, and what of them may be required. Nothing can be required that has no words. */
const WORDS = {
  contact: {
    PK: () => 'the contact is there already',
    state: (state) => `the contact is ${state}`,
    n: (n) => `the contact is at attempt ${n}`,
  },
  attempt: {
    PK: () => 'the attempt is there already',
    version: (version) => `the attempt has changed since it was read, to version ${version}`,
    callSid: (callSid) => `the provider has the attempt as ${callSid}`,
  },
  number: {
    version: (version) => `the number has changed since it was read, to version ${version}`,
    lockedBy: (attemptId) => (attemptId === undefined ? 'the number is not locked' : `the number is locked by ${attemptId}`),
    suppressedAt: (at) => `the number is suppressed since ${at}`,
  },
  lane: {
    run: (run) => (run === undefined ? 'the lane was never opened' : `the lane is of run ${run}`),
    open: (open) => `the lane is ${open === true ? 'open' : 'closed'}`,
    attemptId: (attemptId) => (attemptId === undefined ? 'the lane holds nothing' : `the lane holds ${attemptId}`),
  },
  campaign: { version: (version) => `the campaign has changed since it was read, to version ${version}` },
  import: {
    state: (state) => `the import is ${state}`,
    rows: (rows) => `the import is at row ${rows}`,
    undoCursor: () => 'the import has been taken back further',
  },
} as const satisfies Record<string, Words>

export type Part = keyof typeof WORDS
export type Requirement<P extends Part> = { readonly [A in keyof (typeof WORDS)[P]]?: Expected }

const isChoice = (expected: Expected): expected is readonly Scalar[] => Array.isArray(expected)

const isMet = (found: unknown, expected: Expected): boolean => {
  if (expected === ABSENT) return found === undefined
  if (expected === PRESENT) return found !== undefined
  return isChoice(expected) ? expected.some((choice) => choice === found) : found === expected
}

const linesOf = (requirement: object): [string, Expected][] => Object.entries(requirement)

/** Undefined when nothing is required. */
export const conditionOf = <P extends Part>(requirement: Requirement<P>): Condition | undefined => {
  const values: Record<string, Scalar> = {}
  const given = (name: string, value: Scalar): string => {
    values[name] = value
    return `:${name}`
  }
  const clause = (attribute: string, expected: Expected): string => {
    if (expected === ABSENT) return `attribute_not_exists(#${attribute})`
    if (expected === PRESENT) return `attribute_exists(#${attribute})`
    if (!isChoice(expected)) return `#${attribute} = ${given(attribute, expected)}`
    return `#${attribute} IN (${expected.map((choice, i) => given(`${attribute}${i}`, choice)).join(', ')})`
  }
  const text = linesOf(requirement)
    .map(([attribute, expected]) => clause(attribute, expected))
    .join(' AND ')
  return text === '' ? undefined : { text, values }
}

/** What was found where something else was required, line by line. */
export const refusalIn = <P extends Part>(part: P, requirement: Requirement<P>, found: Item | undefined): string[] => {
  if (!found) return [`the ${part} does not exist`]
  const words: Words = WORDS[part]
  return linesOf(requirement).flatMap(([attribute, expected]) => {
    const value = found[attribute]
    return isMet(value, expected) ? [] : [words[attribute]?.(value) ?? `the ${part} has another ${attribute}`]
  })
}
