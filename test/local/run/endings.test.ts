import { expect, it } from 'vitest'
import { endings } from '../../../local/run/endings.ts'

it('ends what was started in the opposite order, once', async () => {
  const ended: string[] = []
  const ends = endings(() => {})
  for (const name of ['first', 'second', 'third']) ends.add(name, () => ended.push(name))
  await Promise.all([ends.run(), ends.run()])
  expect(ended).toEqual(['third', 'second', 'first'])
})

it('ends the others though one of them fails, and names it', async () => {
  const ended: string[] = []
  const log: string[] = []
  const ends = endings((line) => log.push(line))
  ends.add('first', () => ended.push('first'))
  ends.add('second', () => Promise.reject(new Error('it is stuck')))
  await ends.run()
  expect(ended).toEqual(['first'])
  expect(log).toEqual([expect.stringContaining('second did not end cleanly')])
})
