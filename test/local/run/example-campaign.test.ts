// What is said of the rows that cannot be called.
import { expect, test } from 'vitest'
import { firstRejects } from '../../../local/run/example-campaign.ts'

const reject = (line: number, reason: string) => ({ line, column: 'phone', reason })

test('rejects are told by their reasons, each once with its first line', () => {
  const rejects = [reject(3, 'too short'), reject(18, 'in Canada'), reject(19, 'in Canada'), reject(20, 'in Canada')]
  expect(firstRejects({ rejects, rejected: 4 })).toBe('line 3: too short; line 18 and 2 more: in Canada')
})

test('those that are not told are counted', () => {
  const rejects = [reject(3, 'too short'), reject(4, 'too long'), reject(5, 'too long')]
  expect(firstRejects({ rejects, rejected: 9 }, 1)).toBe('line 3: too short; and 8 more')
})
