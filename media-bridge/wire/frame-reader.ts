// The bytes of a WebSocket as messages, as RFC 6455 has them: a reader that is fed what comes, in whatever pieces.
import { isUtf8 } from 'node:buffer'
import type { Side } from './frame-writer.ts'
import { KEY_SIZE, mask } from './masking.ts'

/** Each is called in the order of the bytes; nothing follows `closed` or `broken`. */
type FrameEvents = {
  text(text: string): void
  binary(): void
  ping(payload: Buffer): void
  pong(): void
  /** 1005: the peer gave no code. */
  closed(code: number, reason: string): void
  /** `code`: what the peer is told. */
  broken(code: BrokenCode): void
}
/** Against the protocol, not UTF-8, too long. */
type BrokenCode = 1002 | 1007 | 1009

export type FrameReader = {
  /** The reader may change the bytes: they are unmasked where they are. */
  push(chunk: Buffer): void
}

type Parts = {
  /** Who is read: a client masks what it says, a server does not. */
  from: Side
  /** Bytes of a whole message. */
  maxLength: number
  events: FrameEvents
}

type Head = { isLast: boolean; opcode: number; length: number; key: Uint8Array | undefined }
type Frame = { head: Head; body: Buffer; filled: number }

const CONTINUATION = 0x0
const BINARY = 0x2
const CLOSE = 0x8
const PING = 0x9
const PONG = 0xa
/** Of the body of a control frame. */
const MAX_CONTROL = 125
/** What is decoded for bytes that are not UTF-8: only a text that has it is worth a second look. */
const REPLACEMENT = '\uFFFD'
const NO_BYTES = Buffer.alloc(0)

export const frameReader = ({ from, maxLength, events }: Parts): FrameReader => {
  const keySize = from === 'client' ? KEY_SIZE : 0
  /** The beginning of a head whose end has not come yet. */
  let cut: Buffer | undefined
  /** A frame whose end has not come yet. */
  let frame: Frame | undefined
  /** The opcode of a message of which more frames are to come, and those that came. */
  let begun = CONTINUATION
  let fragments: Buffer[] = []
  let fragmentsLength = 0
  let isOver = false

  const fail = (code: BrokenCode): void => {
    isOver = true
    events.broken(code)
  }
  const isWrong = (first: number, second: number): boolean => {
    // The three bits belong to extensions, of which there are none.
    if ((first & 0x70) !== 0 || ((second & 0x80) !== 0) !== keySize > 0) return true
    const opcode = first & 0x0f
    const length = second & 0x7f
    if (opcode < CLOSE) return opcode > BINARY || (opcode === CONTINUATION) === (begun === CONTINUATION)
    return opcode > PONG || (first & 0x80) === 0 || length > MAX_CONTROL || (opcode === CLOSE && length === 1)
  }

  const message = (opcode: number, body: Buffer): void => {
    if (opcode === BINARY) {
      events.binary()
      return
    }
    const text = body.toString()
    if (text.includes(REPLACEMENT) && !isUtf8(body)) fail(1007)
    else events.text(text)
  }
  const data = ({ isLast, opcode }: Head, body: Buffer): void => {
    if (isLast && opcode !== CONTINUATION) {
      message(opcode, body)
      return
    }
    begun ||= opcode
    // A frame without bytes costs the peer two and us nothing. Copied: the chunk's memory is used again.
    if (body.length > 0) fragments.push(Buffer.from(body))
    fragmentsLength += body.length
    if (!isLast) return
    const [kind, whole] = [begun, Buffer.concat(fragments)]
    begun = CONTINUATION
    fragments = []
    fragmentsLength = 0
    message(kind, whole)
  }
  const close = (body: Buffer): void => {
    const code = body.length === 0 ? 1005 : body.readUInt16BE()
    const reason = body.subarray(2)
    if (body.length > 0 && !isCloseCode(code)) fail(1002)
    else if (isUtf8(reason)) {
      isOver = true
      events.closed(code, reason.toString())
    } else fail(1007)
  }
  const take = (head: Head, body: Buffer): void => {
    if (head.key) mask(body, head.key)
    if (head.opcode === PING) events.ping(body)
    else if (head.opcode === PONG) events.pong()
    else if (head.opcode === CLOSE) close(body)
    else data(head, body)
  }

  /** Gives how much of the chunk belongs to the frame that is waited for. */
  const fill = (chunk: Buffer, waiting: Frame): number => {
    const copied = chunk.copy(waiting.body, waiting.filled)
    waiting.filled += copied
    if (waiting.filled < waiting.body.length) return copied
    frame = undefined
    take(waiting.head, waiting.body)
    return copied
  }
  /** Copied: what is left of a chunk would keep all of it. */
  const keep = (chunk: Buffer, start: number): number => {
    cut = Buffer.from(chunk.subarray(start))
    return chunk.length
  }
  /** Two bytes, the length where it is longer than they can say, a client's key, the body. Gives where the next frame begins. */
  const next = (chunk: Buffer, start: number): number => {
    const left = chunk.length - start
    const [first = 0, second = 0] = [chunk[start], chunk[start + 1]]
    if (left < 2) return keep(chunk, start)
    if (isWrong(first, second)) {
      fail(1002)
      return chunk.length
    }
    const short = second & 0x7f
    const lengthSize = short === 126 ? 2 : short === 127 ? 8 : 0
    if (left < 2 + lengthSize) return keep(chunk, start)
    const length = lengthSize === 0 ? short : lengthSize === 2 ? chunk.readUInt16BE(start + 2) : Number(chunk.readBigUInt64BE(start + 2))
    const opcode = first & 0x0f
    if (opcode < CLOSE && length > 0 && length > maxLength - fragmentsLength) {
      fail(1009)
      return chunk.length
    }
    const begin = start + 2 + lengthSize + keySize
    if (chunk.length < begin) return keep(chunk, start)
    const key = keySize > 0 ? chunk.subarray(begin - keySize, begin) : undefined
    const head: Head = { isLast: (first & 0x80) !== 0, opcode, length, key }
    const end = begin + length
    if (end <= chunk.length) take(head, length === 0 ? NO_BYTES : chunk.subarray(begin, end))
    else {
      // Of its own, for the same reason.
      frame = { head: key ? { ...head, key: Uint8Array.from(key) } : head, body: Buffer.allocUnsafe(length), filled: 0 }
      fill(chunk.subarray(begin), frame)
    }
    return end
  }

  return {
    push(bytes) {
      if (isOver) return
      const chunk = cut ? Buffer.concat([cut, bytes]) : bytes
      cut = undefined
      let at = frame ? fill(chunk, frame) : 0
      while (at < chunk.length && !isOver) at = next(chunk, at)
    },
  }
}

/** Those that may be sent; the others are only ever said of a socket. */
const isCloseCode = (code: number): boolean =>
  (code >= 1000 && code <= 1014 && code !== 1004 && code !== 1005 && code !== 1006) || (code >= 3000 && code <= 4999)
