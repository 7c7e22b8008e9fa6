import { expect, test } from 'vitest'
import { decodeUlaw } from '../../../dashboard/listening/ulaw.ts'
import { encodeSample } from '../../../local/simulated/ulaw.ts'

const base64 = (bytes: readonly number[]): string => Buffer.from(bytes).toString('base64')

test('silence is silence, and the loudest are the loudest', () => {
  expect([...decodeUlaw(base64([0xff, 0x7f]))].map(Math.abs)).toEqual([0, 0])
  const [lowest, highest] = decodeUlaw(base64([0x00, 0x80]))
  expect(lowest).toBeCloseTo(-32_124 / 32_768, 5)
  expect(highest).toBeCloseTo(32_124 / 32_768, 5)
})

test('every byte means the sample that a telephone writes as it', () => {
  const NEGATIVE_SILENCE = 0x7f
  const bytes = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte !== NEGATIVE_SILENCE)
  expect([...decodeUlaw(base64(bytes))].map((sample) => encodeSample(sample * 32_768))).toEqual(bytes)
})
