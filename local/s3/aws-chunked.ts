// Takes the AWS SDK's own chunk framing off a body; what stands after the last chunk are trailing headers.
import { S3Error } from './error.ts'

const malformed = () => new S3Error(400, 'InvalidRequest', 'The body is not well-formed aws-chunked content.')

/** Trailers are complete once all bytes have been read. The chunks' own signatures are not checked: the checksum in the trailer is. */
export const decodeAwsChunked = (
  source: AsyncIterable<Buffer>,
): { bytes: AsyncGenerator<Buffer, void, undefined>; trailers: Record<string, string> } => {
  const trailers: Record<string, string> = {}
  return { bytes: decode(source, trailers), trailers }
}

const decode = async function* (source: AsyncIterable<Buffer>, trailers: Record<string, string>): AsyncGenerator<Buffer, void, undefined> {
  let waiting = Buffer.alloc(0)
  /** Bytes of the current chunk that are still to come; undefined between chunks. */
  let left: number | undefined
  let isTrailing = false
  for await (const part of source) {
    waiting = Buffer.concat([waiting, part])
    for (;;) {
      if (left !== undefined && left > 0) {
        if (waiting.length === 0) break
        const bytes = waiting.subarray(0, left)
        waiting = waiting.subarray(bytes.length)
        left -= bytes.length
        yield bytes
        continue
      }
      const end = waiting.indexOf('\r\n')
      if (end < 0) break
      const line = waiting.subarray(0, end).toString('latin1')
      waiting = waiting.subarray(end + 2)
      if (isTrailing) {
        const colon = line.indexOf(':')
        if (colon > 0) trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim()
      } else if (left === 0) {
        // The line end after a chunk's bytes.
        if (line !== '') throw malformed()
        left = undefined
      } else {
        const size = /^([0-9a-f]+)(?:;.*)?$/i.exec(line)?.[1]
        if (size === undefined) throw malformed()
        left = Number.parseInt(size, 16)
        isTrailing = left === 0
      }
    }
  }
  if (!isTrailing) throw malformed()
}
