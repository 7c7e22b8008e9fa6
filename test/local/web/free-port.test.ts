import { createServer } from 'node:http'
import { expect, test } from 'vitest'
import { freePort } from '../../../local/web/free-port.ts'
import { listen } from '../../../local/web/listen.ts'

test('each port is another one, and none of those that a system hands out by itself', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, () => freePort()))
  expect(new Set(ports).size).toBe(20)
  expect(ports.filter((port) => port < 20_000 || port >= 32_000)).toEqual([])
})

test('a port on which somebody listens is passed over', async () => {
  const [before, last] = [await freePort(), await freePort()]
  const next = 20_000 + ((last - 20_000 + (last - before) + 12_000) % 12_000)
  const taken = await listen(createServer(), next)
  const given = await freePort()
  await taken.close()
  expect(given).not.toBe(next)
  expect(given).not.toBe(last)
})
