import { createServer } from 'node:http'
import { afterEach, expect, it } from 'vitest'
import { listen } from '../../../local/web/listen.ts'
import { ownAddress } from '../../../media-bridge/listening/own-address.ts'

let close: (() => Promise<void>) | undefined
afterEach(() => close?.())

/** What ECS answers to a container of a task. */
const metadata = async (answer: object, status = 200): Promise<string> => {
  const server = await listen(
    createServer((_, response) => response.writeHead(status).end(JSON.stringify(answer))),
    0,
  )
  close = server.close
  return `http://127.0.0.1:${server.port}/v4/0b69d5c0-d655-4695-98cd-5d2d526d9d5a`
}

it('is the task’s address inside the network, with the port that the bridge listens on', async () => {
  const metadataUri = await metadata({ DockerId: 'x', Networks: [{ NetworkMode: 'awsvpc', IPv4Addresses: ['10.17.1.5'] }] })
  expect(await ownAddress({ metadataUri, port: 8080 })).toBe('http://10.17.1.5:8080')
})

it.each([
  ['no network', { Networks: [] }, 200],
  ['something that is no address', { Networks: [{ IPv4Addresses: ['somewhere'] }] }, 200],
  ['an error', {}, 500],
])('is not known when ECS tells %s', async (_, answer, status) => {
  const metadataUri = await metadata(answer, status)
  await expect(ownAddress({ metadataUri, port: 8080 })).rejects.toThrow()
})
