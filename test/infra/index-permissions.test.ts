// Which functions ask an index of the table, or write what is kept apart in it, is seen in what they are made of; that they may is seen in the template.
import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { environments } from '#env/all.ts'
import { codeOf } from '../support/bundled-code.ts'
import { synthesized } from '../support/synthesized.ts'

/** Calls of ports that are answered from an index. */
const ASKS = {
  due: /\bcontacts\.(retriesDue|freshDue|nextDue)\(|\battempts\.resultsDue\(|\bdeliveries\.(due|list)\(/,
  calls: /\battempts\.list\(|\bnumbers\.suppressed\(|\bdeliveries\.list\(/,
} as const

/** Holds such a call, in a report of which it uses another part. */
const DOES_NOT_MAKE = [{ name: 'socket', index: 'calls' }]

const codeOfHandler = (name: string): string => codeOf(`functions/handlers/${name}.ts`)

const Policy = z.object({
  PolicyDocument: z.object({ Statement: z.array(z.looseObject({ Action: z.unknown(), Resource: z.unknown() })) }),
  Roles: z.array(z.object({ Ref: z.string() })),
})

let stacks: ReturnType<typeof synthesized>
beforeAll(() => {
  stacks = synthesized('dev')
})

const mayAsk = (name: string, index: string): boolean => {
  const role = `${name.replaceAll('-', '')}role`
  const policies = stacks.ofType('AWS::IAM::Policy').map(({ Properties }) => Policy.parse(Properties))
  const statements = policies
    .filter(({ Roles }) => Roles.some(({ Ref }) => Ref.startsWith(role)))
    .flatMap((one) => one.PolicyDocument.Statement)
  return statements.some(
    ({ Action, Resource }) => JSON.stringify(Action).includes('dynamodb:Query') && JSON.stringify(Resource).includes(`/index/${index}`),
  )
}

test.each(Object.keys(environments))('%s may ask the indexes that it asks', (name) => {
  const code = codeOfHandler(name)
  const asked = Object.entries(ASKS).flatMap(([index, asks]) => (asks.test(code) ? [{ name, index }] : []))
  const isMade = ({ index }: { index: string }) => !DOES_NOT_MAKE.some((not) => not.name === name && not.index === index)
  expect(asked.filter(isMade).filter(({ index }) => !mayAsk(name, index))).toEqual([])
})

test('the reconciler asks who is due next, or this test sees nothing', () => {
  expect(codeOfHandler('reconcile')).toMatch(ASKS.due)
})

/** Calls of ports that write where infra/permissions.ts keeps others off. */
const WRITES_APART = /\bapiKeys\.(create|change|noteUse)\(|\baudit\.add\(/

test('nobody but the API and the authorizer is made to write keys or the audit log', () => {
  const those = Object.keys(environments).filter((name) => WRITES_APART.test(codeOfHandler(name)))
  expect(those).toEqual(['api', 'authorize'])
})
