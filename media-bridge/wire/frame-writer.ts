// Messages as the bytes of a WebSocket, in one piece of memory however many they are: that is one write.
import { KEY_SIZE, mask, newKey } from './masking.ts'

/** Who writes: a client masks what it says. */
export type Side = 'client' | 'server'

const LAST = 0x80
const MASKED = 0x80
const TEXT = 0x1
const CONTROLS = { close: 0x8, ping: 0x9, pong: 0xa } as const

export type FrameWriter = {
  texts(texts: readonly string[]): Buffer
  /** At most 125 bytes, as the protocol has it. */
  control(kind: keyof typeof CONTROLS, payload?: Buffer): Buffer
  close(code?: number, reason?: string): Buffer
}

const lengthSize = (length: number): number => (length < 126 ? 0 : length < 65_536 ? 2 : 8)

export const frameWriter = (side: Side): FrameWriter => {
  const keySize = side === 'client' ? KEY_SIZE : 0
  const sizeOf = (length: number): number => 2 + lengthSize(length) + keySize + length

  /** Gives where the body goes. */
  const writeHead = (bytes: Buffer, at: number, { opcode, length }: { opcode: number; length: number }): number => {
    const more = lengthSize(length)
    bytes[at] = LAST | opcode
    bytes[at + 1] = (keySize > 0 ? MASKED : 0) | (more === 0 ? length : more === 2 ? 126 : 127)
    if (more === 2) bytes.writeUInt16BE(length, at + 2)
    if (more === 8) bytes.writeBigUInt64BE(BigInt(length), at + 2)
    return at + 2 + more + keySize
  }
  /** Once the body is there. */
  const finish = (bytes: Buffer, from: number, to: number): void => {
    if (keySize === 0) return
    const key = newKey()
    bytes.set(key, from - KEY_SIZE)
    mask(bytes.subarray(from, to), key)
  }
  const control: FrameWriter['control'] = (kind, payload = Buffer.alloc(0)) => {
    const bytes = Buffer.allocUnsafe(sizeOf(payload.length))
    const from = writeHead(bytes, 0, { opcode: CONTROLS[kind], length: payload.length })
    payload.copy(bytes, from)
    finish(bytes, from, bytes.length)
    return bytes
  }

  return {
    texts(texts) {
      const lengths = texts.map((text) => Buffer.byteLength(text))
      const bytes = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + sizeOf(length), 0))
      let at = 0
      for (const [n, length] of lengths.entries()) {
        const from = writeHead(bytes, at, { opcode: TEXT, length })
        at = from + bytes.write(texts[n] ?? '', from)
        finish(bytes, from, at)
      }
      return bytes
    },
    control,
    close(code, reason = '') {
      if (code === undefined) return control('close')
      const payload = Buffer.allocUnsafe(2 + Buffer.byteLength(reason))
      payload.writeUInt16BE(code)
      payload.write(reason, 2)
      return control('close', payload)
    },
  }
}
