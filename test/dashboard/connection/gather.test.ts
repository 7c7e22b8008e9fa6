import { expect, test } from 'vitest'
import { GATHER_MS, gather } from '../../../dashboard/connection/gather.ts'
import { progressOf, someStats } from '../support/build.ts'
import { manualTiming } from '../support/timing.ts'

const news = (version: number) => progressOf(version, someStats())

const aGathering = () => {
  const timing = manualTiming()
  const written: number[][] = []
  const gathering = gather(timing, (heard) => written.push(heard.map(({ event }) => event.version)))
  return { ...gathering, timing, written }
}

test('what comes after a silence is written at once', () => {
  const { hear, timing, written } = aGathering()
  hear(news(1))
  timing.advance(GATHER_MS)
  hear(news(2))
  expect(written).toEqual([[1], [2]])
})

test('what comes in quick succession is written together, in its order, and soon', () => {
  const { hear, timing, written } = aGathering()
  for (const version of [1, 2, 3, 4]) hear(news(version))
  expect(written).toEqual([[1]])
  timing.advance(GATHER_MS - 1)
  expect(written).toEqual([[1]])
  timing.advance(1)
  expect(written).toEqual([[1], [2, 3, 4]])
})

test('without an end of the news it is still written four times a second', () => {
  const { hear, timing, written } = aGathering()
  for (let version = 0; version < 100; version += 1) {
    hear(news(version))
    timing.advance(10)
  }
  expect(written.length).toBeGreaterThanOrEqual(4)
  expect(written.flat()).toEqual(Array.from({ length: 100 }, (_, version) => version).slice(0, written.flat().length))
  expect(written.flat().length).toBeGreaterThan(70)
})

test('remembers when each piece of news was heard, not when it was written', () => {
  const timing = manualTiming({ start: 0 })
  const at: number[] = []
  const { hear } = gather(timing, (heard) => at.push(...heard.map((one) => one.at)))
  hear(news(1))
  timing.advance(50)
  hear(news(2))
  timing.advance(GATHER_MS)
  expect(at).toEqual([0, 50])
})

test('writes nothing once it is closed', () => {
  const { hear, close, timing, written } = aGathering()
  hear(news(1))
  hear(news(2))
  close()
  timing.advance(GATHER_MS)
  expect(written).toEqual([[1]])
})
