import { expect, test } from 'vitest'
import { decodeAwsChunked } from '../../local/s3/aws-chunked.ts'

const SIGNED =
  '5;chunk-signature=0a1b\r\nhel\r\n\r\n3;chunk-signature=2c3d\r\nlo!\r\n0;chunk-signature=4e5f\r\nX-Amz-Checksum-Crc32:abc=\r\n\r\n'

const decode = async (...parts: string[]) => {
  const { bytes, trailers } = decodeAwsChunked(
    (async function* () {
      for (const part of parts) yield Buffer.from(part)
    })(),
  )
  const chunks: Buffer[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return { text: Buffer.concat(chunks).toString(), trailers }
}

test('gives the bytes without their framing, and the trailers, however they were cut on the way', async () => {
  for (let cut = 0; cut <= SIGNED.length; cut += 1) {
    expect(await decode(SIGNED.slice(0, cut), SIGNED.slice(cut))).toEqual({
      text: 'hel\r\nlo!',
      trailers: { 'x-amz-checksum-crc32': 'abc=' },
    })
  }
})

test.each([
  ['ends within a chunk', '5\r\nhel'],
  ['ends without its last chunk', '5\r\nhello\r\n'],
  ['has a chunk of another length', '3\r\nhello\r\n0\r\n\r\n'],
  ['has no framing', 'phone,name\r\n1,a\r\n'],
  ['is empty', ''],
])('refuses a body that %s', async (_, body) => {
  await expect(decode(body)).rejects.toMatchObject({ code: 'InvalidRequest' })
})
