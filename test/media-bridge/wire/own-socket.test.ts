import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { openSocket } from '../../../media-bridge/wire/own-socket.ts'
import type { Reading } from '../../../media-bridge/wire/source.ts'
import { selfSigned } from '../../bench/bridge/certificate.ts'
import { eventually } from '../../support/eventually.ts'

const closing: (() => unknown)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const portOf = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  closing.push(() => server.close())
  const address = server.address()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

const plain = async () => {
  const server = createServer()
  const accepted = once(server, 'connection')
  const opened = openSocket(new URL(`ws://127.0.0.1:${await portOf(server)}`))
  const [writer]: Socket[] = await accepted
  return { writer, ...opened }
}
const tls = async () => {
  const certificate = selfSigned()
  const server = createTlsServer(certificate)
  const accepted = once(server, 'secureConnection')
  const before = getCACertificates('default')
  setDefaultCACertificates([...before, certificate.cert])
  closing.push(() => setDefaultCACertificates(before))
  const opened = openSocket(new URL(`wss://127.0.0.1:${await portOf(server)}`))
  const [writer]: Socket[] = await accepted
  return { writer, ...opened }
}

/** What was written has reached the other side's system: loopback takes a turn or two. */
const arrived = () => new Promise((resolve) => setTimeout(resolve, 30))

describe.each([
  ['TCP', plain],
  ['TLS', tls],
])('a connection of ours over %s', (_, open) => {
  const opened = async () => {
    const { writer, socket, source } = await open()
    closing.push(
      () => writer?.destroy(),
      () => socket.destroy(),
    )
    if (!writer) throw new Error('nobody has connected')
    return { writer, socket, source }
  }

  it('is not read while it rests, and loses nothing', async () => {
    const { writer, source, socket } = await opened()
    const heard: string[] = []
    const reading: Reading = source((chunk) => {
      heard.push(chunk.toString())
      reading.rest(() => heard.push('told'))
    })
    writer.write('one')
    await eventually(() => heard).toEqual(['one', 'told'])
    for (const word of ['two', 'three', 'four']) {
      writer.write(word)
      await arrived()
    }
    expect(heard).toHaveLength(2)
    reading.goOn()
    // Each record of TLS is told by itself, and all of them before the word that they have been.
    await eventually(() => heard.filter((word) => word !== 'told').join('')).toBe('onetwothreefour')
    await eventually(() => heard.at(-1)).toBe('told')
    const ended = once(socket, 'end')
    writer.end('five')
    await arrived()
    reading.goOn()
    await eventually(() => heard).toContain('five')
    reading.goOn()
    await ended
  })

  it('gives every byte in its order, however much comes', async () => {
    const { writer, source, socket } = await opened()
    const bytes = Buffer.from(Array.from({ length: 1_000_000 }, (_, n) => n % 251))
    const heard: Buffer[] = []
    const reading: Reading = source((chunk) => {
      heard.push(Buffer.from(chunk))
      reading.rest(() => reading.goOn())
    })
    writer.end(bytes)
    await once(socket, 'end')
    expect(Buffer.concat(heard).equals(bytes)).toBe(true)
  })

  it('tells a listener that takes the place of another only what comes from then on', async () => {
    const { writer, source } = await opened()
    const heard: string[] = []
    source((chunk) => heard.push(`first ${chunk}`))
    writer.write('one')
    await eventually(() => heard).toEqual(['first one'])
    source((chunk) => heard.push(`second ${chunk}`))
    writer.write('two')
    await eventually(() => heard).toEqual(['first one', 'second two'])
  })
})
