// What to write instead of what was wrong, from what a schema has found.
import '#contract/english.ts'
import type * as z from 'zod/mini'

type Issue = z.core.$ZodIssue

const KINDS = new Map([
  ['string', 'a text'],
  ['number', 'a number'],
  ['int', 'a whole number'],
  ['boolean', 'true or false'],
  ['array', 'a list'],
  ['object', 'an object'],
  ['record', 'an object'],
])

/** Long lists of values are told by their first ones. */
const MOST_VALUES = 12
const valuesOf = (values: readonly unknown[]): string => {
  const shown = values.slice(0, MOST_VALUES).map((value) => JSON.stringify(value))
  return `${shown.join(', ')}${values.length > MOST_VALUES ? ', …' : ''}`
}

const measureOf = (origin: string): string => {
  if (origin === 'string') return ' characters'
  return origin === 'array' ? ' entries' : ''
}

export const hintOf = (issue: Issue): string => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.endsWith('received undefined')
        ? 'It is needed: give it.'
        : `Send ${KINDS.get(issue.expected) ?? issue.expected}.`
    case 'too_big':
      return `Send at most ${issue.maximum}${measureOf(issue.origin)}.`
    case 'too_small':
      return `Send at least ${issue.minimum}${measureOf(issue.origin)}.`
    case 'invalid_value':
      return `Send one of ${valuesOf(issue.values)}.`
    case 'unrecognized_keys':
      return `Leave out ${issue.keys.map((key) => `“${key}”`).join(', ')}: look for the right name in /api/docs.`
    case 'invalid_format':
      return `Write it as /api/docs says${issue.format === 'datetime' ? ', such as 2026-12-01T17:30:00.000Z' : ''}.`
    default:
      return 'Look it up in /api/docs.'
  }
}
