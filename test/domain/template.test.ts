import { expect, it } from 'vitest'
import { variablesIn } from '#domain/template.ts'

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
