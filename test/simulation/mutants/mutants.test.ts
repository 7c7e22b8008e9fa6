// Monitors that see nothing are worth nothing: engines with a guard missing are caught.
import { expect, test } from 'vitest'
import { readDeployment } from '../world/deployment.ts'
import { catchMutant, MUTANTS } from './run-mutants.ts'

const deployment = readDeployment({ cacheDir: '.ringmaster/cache' })

test.each([
  // A phone that rings twice is also a call more than the ledger knows: whichever is seen first.
  ['unknown-is-refused', /^I[127]$/],
  ['no-fence', /^I4$/],
  ['no-suppression', /^I10$/],
  ['assumes-over', /^I6$/],
  ['no-window', /^I9$/],
  ['machine-keeps-line', /^machine$/],
  ['lines-not-lowered', /^I8$/],
])('%s is caught by %s', async (name, invariant) => {
  const mutant = MUTANTS.find((one) => one.name === name)
  if (!mutant) throw new Error(`There is no mutant ${name}`)
  expect(await catchMutant(await deployment, mutant, 20)).toMatchObject({ name, by: expect.stringMatching(invariant) })
})

test('there are ten mutants at least, each of its own name', () => {
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length)
  expect(MUTANTS.length).toBeGreaterThanOrEqual(10)
})
