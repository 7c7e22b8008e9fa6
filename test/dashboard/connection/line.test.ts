import { expect, test } from 'vitest'
import { createLine } from '../../../dashboard/connection/line.ts'
import { fakeSockets } from '../support/sockets.ts'
import { manualTiming } from '../support/timing.ts'

const PING = '{"action":"ping"}'

const aLine = (
  tickets: () => Promise<{ ticket: string; socketUrl: string }> = async () => ({ ticket: 'a b', socketUrl: 'wss://live.test/v1' }),
) => {
  const { openSocket, sockets, newest } = fakeSockets()
  const timing = manualTiming()
  const heard: string[] = []
  let opened = 0
  const line = createLine({
    ticket: tickets,
    openSocket,
    timing,
    ping: PING,
    onOpen: () => {
      opened += 1
    },
    onText: (text) => heard.push(text),
  })
  return { line, timing, sockets, newest, heard, opened: () => opened }
}

/** The ticket's promise has its say. */
const ticketed = () => Promise.resolve().then(() => {})

test('opens a socket with a ticket of its own, and is live once it is open', async () => {
  const { line, newest, opened } = aLine()
  await ticketed()
  expect(newest().url).toBe('wss://live.test/v1?ticket=a%20b')
  expect(line.phase()).toBe('connecting')
  newest().open()
  expect(line.phase()).toBe('live')
  expect(opened()).toBe(1)
})

test('comes back after a loss, and waits longer after each loss in a row', async () => {
  const { line, timing, newest, sockets } = aLine()
  await ticketed()
  newest().open()
  newest().cut()
  expect(line.phase()).toBe('reconnecting')

  // With a random number in the middle a wait is three quarters of the full one: 375 ms, then 750 ms.
  timing.advance(374)
  await ticketed()
  expect(sockets).toHaveLength(1)
  timing.advance(1)
  await ticketed()
  expect(sockets).toHaveLength(2)
  newest().cut()
  timing.advance(749)
  await ticketed()
  expect(sockets).toHaveLength(2)
  timing.advance(1)
  await ticketed()
  expect(sockets).toHaveLength(3)
})

test('never waits longer than half a minute', async () => {
  const { timing, newest, sockets } = aLine()
  await ticketed()
  let waited = 0
  for (let losses = 0; losses < 12; losses += 1) {
    const before = sockets.length
    newest().cut()
    for (waited = 0; sockets.length === before; waited += 125) {
      timing.advance(125)
      await ticketed()
    }
  }
  expect(waited).toBe(22_500)
})

test('tries again when no ticket is given', async () => {
  let refusals = 1
  const { line, timing, sockets } = aLine(async () => {
    if (refusals-- > 0) throw new Error('503')
    return { ticket: 't', socketUrl: 'wss://live.test' }
  })
  await ticketed()
  expect(line.phase()).toBe('reconnecting')
  timing.advance(500)
  await ticketed()
  expect(sockets).toHaveLength(1)
})

test('gives up a socket that does not open within ten seconds', async () => {
  const { line, timing, newest } = aLine()
  await ticketed()
  timing.advance(10_000)
  expect(newest().isClosed).toBe(true)
  expect(line.phase()).toBe('reconnecting')
})

test('pings every five minutes, and takes silence for a loss', async () => {
  const { line, timing, newest } = aLine()
  await ticketed()
  newest().open()
  timing.advance(300_000)
  expect(newest().sent).toEqual([{ action: 'ping' }])
  newest().say('pong')
  timing.advance(300_000)
  expect(newest().sent).toHaveLength(2)
  expect(line.phase()).toBe('live')
  timing.advance(10_000)
  expect(line.phase()).toBe('reconnecting')
})

test('does not listen to a socket that it has given up', async () => {
  const { timing, sockets, newest, heard } = aLine()
  await ticketed()
  newest().open()
  const [first] = sockets
  first?.cut()
  timing.advance(1_000)
  await ticketed()
  newest().open()
  first?.say('late news')
  first?.cut()
  newest().say('news')
  expect(heard).toEqual(['news'])
  expect(newest().isClosed).toBe(false)
})

test('a check while it is down tries at once', async () => {
  const { line, newest, sockets } = aLine()
  await ticketed()
  newest().cut()
  line.check()
  await ticketed()
  expect(sockets).toHaveLength(2)
})

test('says nothing into a line that is down, and nothing more once it is closed', async () => {
  const { line, timing, newest, sockets } = aLine()
  await ticketed()
  line.send(PING)
  expect(newest().sent).toEqual([])
  line.close()
  timing.advance(3_600_000)
  await ticketed()
  expect(newest().isClosed).toBe(true)
  expect(sockets).toHaveLength(1)
})
