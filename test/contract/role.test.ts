import { expect, test } from 'vitest'
import { mayAct } from '#contract/role.ts'
import { operations, routes } from '#contract/routes.ts'

test('a role may do what the roles before it may, and anybody what is open', () => {
  const roles = ['viewer', 'operator', 'admin'] as const
  expect(roles.map((role) => mayAct(role, 'anyone'))).toEqual([true, true, true])
  expect(roles.map((role) => mayAct(role, 'viewer'))).toEqual([true, true, true])
  expect(roles.map((role) => mayAct(role, 'operator'))).toEqual([false, true, true])
  expect(roles.map((role) => mayAct(role, 'admin'))).toEqual([false, false, true])
})

test('a viewer changes nothing: of what is not a GET, theirs are the ticket of the WebSocket and the question where a number is', () => {
  const unsafe = operations.filter((operation) => routes[operation].method !== 'GET' && mayAct('viewer', routes[operation].role))
  expect(unsafe).toEqual(['createTicket', 'findPerson'])
})
