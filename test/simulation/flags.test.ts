// The command line of the simulation: what it takes, and that it says what is wrong with the rest.
import { expect, test } from 'vitest'
import { HELP, readFlags, UsageError } from './flags.ts'

test('seeds are harsh unless said otherwise', () => {
  expect(readFlags(['--seeds', '2000', '--json'])).toEqual({ seeds: 2_000, profile: 'harsh', json: true })
  expect(readFlags(['--profile', 'mild', '--seed', '123', '--log'])).toEqual({ profile: 'mild', seed: 123, log: true })
})

test.each([
  [['--seedz', '3'], "Unknown option '--seedz'"],
  [['--seeds', 'many'], '--seeds must be a whole number'],
  [['--seeds', '0'], '--seeds'],
  [['--profile', 'gentle'], '--profile'],
  [['--log'], '--log needs --seed'],
  [['--seed', '1', '--seeds', '2'], '--seed is one seed'],
  [['5'], 'Unexpected argument'],
])('%s is refused', (args, message) => {
  expect(() => readFlags(args)).toThrow(UsageError)
  expect(() => readFlags(args)).toThrow(message)
})

test('the help names every flag', () => {
  for (const flag of ['seeds', 'from', 'seed', 'profile', 'log', 'mutants', 'json', 'help']) expect(HELP).toContain(`--${flag}`)
})
