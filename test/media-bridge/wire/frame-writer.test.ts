import { describe, expect, it } from 'vitest'
import { Receiver } from 'ws'
import { frameWriter, type Side } from '../../../media-bridge/wire/frame-writer.ts'

/** What the other side finds in these bytes, by `ws`. */
const readBy = (writer: Side, ...pieces: Buffer[]): unknown[] => {
  const read: unknown[] = []
  const receiver = new Receiver({ isServer: writer === 'client', maxPayload: 1_000_000 })
  receiver.on('message', (data: Buffer, isBinary: boolean) => read.push(isBinary ? data : data.toString()))
  receiver.on('ping', (data: Buffer) => read.push({ ping: data.toString() }))
  receiver.on('pong', (data: Buffer) => read.push({ pong: data.toString() }))
  receiver.on('conclude', (code: number, reason: Buffer) => read.push({ code, reason: reason.toString() }))
  for (const piece of pieces) receiver.write(piece)
  return read
}

describe.each<Side>(['client', 'server'])('what a %s writes', (side) => {
  const writer = frameWriter(side)

  it.each([0, 1, 63, 64, 65, 125, 126, 127, 65_535, 65_536, 70_001])('is a message of %i bytes to ws', (length) => {
    const text = 'abcdefg'.repeat(Math.ceil(length / 7)).slice(0, length)
    expect(readBy(side, writer.texts([text]))).toEqual([text])
  })

  it('is each of several messages in one piece', () => {
    const texts = ['one', '', 'zwei — drei', '🙂'.repeat(100), 'x'.repeat(70_000)]
    expect(readBy(side, writer.texts(texts))).toEqual(texts)
  })

  it('is pings, pongs and a close', () => {
    const pieces = [writer.control('ping'), writer.control('pong', Buffer.from('x'.repeat(125))), writer.close(1008, 'a reason')]
    expect(readBy(side, ...pieces)).toEqual([{ ping: '' }, { pong: 'x'.repeat(125) }, { code: 1008, reason: 'a reason' }])
  })

  it('is a close without a code', () => {
    expect(readBy(side, writer.close())).toEqual([{ code: 1005, reason: '' }])
  })
})

it('masks each message of a client with another key', () => {
  const client = frameWriter('client')
  const keys = Array.from({ length: 5_000 }, () => client.texts(['']).subarray(2).toString('hex'))
  expect(new Set(keys).size).toBeGreaterThan(4_990)
})
