import { expect, it } from 'vitest'
import { fillIn, valuesOf, variablesIn } from '#domain/template.ts'

it('finds the variables of a campaign’s words, each once', () => {
  expect(variablesIn('Hello {{name}}, your {{ plan }} plan', 'You are {{name}}’s guide to {{Renewal Date}}')).toEqual([
    'name',
    'plan',
    'Renewal Date',
  ])
})

it('finds none in words without braces, nor in half a pair', () => {
  expect(variablesIn('Hello name', 'Hello {name}', 'Hello {{name}')).toEqual([])
})

it('fills in what a contact’s row says, and nothing where it says nothing', () => {
  const values = valuesOf({ name: 'Ana', variables: { plan: 'gold', 'Renewal Date': 'May 1', name: 'ANA TORRES' } })
  expect(fillIn('{{name}}, your {{ plan }} plan ends {{Renewal Date}}{{nothing}}.', values)).toBe('Ana, your gold plan ends May 1.')
})

it('knows no variables but those that were given', () => {
  expect(fillIn('[{{constructor}}{{__proto__}}]', valuesOf({ variables: {} }))).toBe('[]')
})

it('says a value as it is, whatever it looks like', () => {
  expect(fillIn('{{a}}', { a: '{{b}} $& $1', b: 'never' })).toBe('{{b}} $& $1')
})
