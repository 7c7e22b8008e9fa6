import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readPausably } from '../../../media-bridge/wire/pausable.ts'
import { eventually } from '../../support/eventually.ts'

const closing: (() => unknown)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

let reader: Socket
let writer: Socket
beforeEach(async () => {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const connected = once(server, 'connection')
  writer = connect(typeof address === 'object' ? (address?.port ?? 0) : 0, '127.0.0.1')
  ;[reader] = await connected
  closing.push(
    () => writer.destroy(),
    () => reader.destroy(),
    () => server.close(),
  )
})

/** What was written has reached the other side's system: loopback takes a turn or two. */
const arrived = () => new Promise((resolve) => setTimeout(resolve, 30))

describe('a socket that is read in steps', () => {
  it('is not read while it rests, not even once, and loses nothing', async () => {
    const heard: string[] = []
    const reading = readPausably(reader)((chunk) => {
      heard.push(chunk.toString())
      reading.rest(() => {})
    })
    writer.write('one')
    await eventually(() => heard).toEqual(['one'])
    for (const word of ['two', 'three', 'four']) {
      writer.write(word)
      await arrived()
    }
    expect(reader.bytesRead).toBe('one'.length)
    reading.goOn()
    await eventually(() => heard).toEqual(['one', 'twothreefour'])
    writer.end('five')
    await arrived()
    expect(reader.bytesRead).toBe('onetwothreefour'.length)
    const ended = once(reader, 'end')
    reading.goOn()
    await eventually(() => heard).toEqual(['one', 'twothreefour', 'five'])
    reading.goOn()
    await ended
  })

  it('gives every byte in its order, however much comes', async () => {
    const bytes = Buffer.from(Array.from({ length: 1_000_000 }, (_, n) => n % 251))
    const heard: Buffer[] = []
    const reading = readPausably(reader)((chunk) => {
      heard.push(chunk)
      reading.rest(() => {})
      setImmediate(reading.goOn)
    })
    writer.end(bytes)
    await once(reader, 'end')
    expect(Buffer.concat(heard).equals(bytes)).toBe(true)
  })

  it('may be told to go on when it does not rest', async () => {
    const heard: string[] = []
    const reading = readPausably(reader)((chunk) => heard.push(chunk.toString()))
    reading.goOn()
    writer.write('one')
    await eventually(() => heard).toEqual(['one'])
  })
})
