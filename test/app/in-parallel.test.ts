// Work side by side: what one failure may not cut off.
import { expect, it } from 'vitest'
import { inParallel } from '#app/in-parallel.ts'

it('a failure waits for what has begun at the same time, and nothing begins after it', async () => {
  const begun: number[] = []
  const done: number[] = []
  const work = async (i: number): Promise<void> => {
    begun.push(i)
    if (i === 0) throw new Error('the first fails')
    for (let turns = 0; turns < 20; turns++) await Promise.resolve()
    done.push(i)
  }
  await expect(inParallel([0, 1, 2, 3], 3, work)).rejects.toThrow('the first fails')
  expect({ begun, done }).toEqual({ begun: [0, 1, 2], done: [1, 2] })
})

it('the results come in the order of what was asked for', async () => {
  const later = async (i: number): Promise<number> => {
    for (let turns = 0; turns < 10 - i; turns++) await Promise.resolve()
    return i * 10
  }
  expect(await inParallel([1, 2, 3, 4, 5], 2, later)).toEqual([10, 20, 30, 40, 50])
})
