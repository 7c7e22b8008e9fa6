import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { compressed } from '../../local/http/compressed.ts'

const TAKES = 'gzip, deflate, br, zstd'
const answer = (type: string, bytes: number) => ({ status: 200, headers: { 'content-type': type }, body: Buffer.alloc(bytes, 'a') })

test.each([
  ['br', TAKES, brotliDecompressSync],
  ['gzip', 'gzip, deflate', gunzipSync],
] as const)('a file of text is packed as %s for whoever takes %s, and is the same when it is unpacked', async (encoding, takes, unpack) => {
  const script = answer('text/javascript; charset=utf-8', 5_000)
  const { headers, body } = await compressed(script, takes)
  expect(headers).toMatchObject({ 'content-encoding': encoding, vary: 'accept-encoding' })
  expect(body.length).toBeLessThan(500)
  expect(unpack(body)).toEqual(script.body)
})

test.each([
  ['for whoever does not say that it takes it packed', answer('text/css', 5_000), undefined],
  ['for whoever takes it packed in another way', answer('text/css', 5_000), 'zstd'],
  ['when it is small', answer('text/css', 999), TAKES],
  ['when it is a picture', answer('image/png', 5_000), TAKES],
])('a file stays as it is %s', async (_, given, accepted) => {
  expect(await compressed(given, accepted)).toBe(given)
})
