import { expect, it } from 'vitest'
import { patiently } from '../../../local/run/patience.ts'

const never = new AbortController().signal
const failing = (times: number) => {
  let asked = 0
  return async () => {
    asked += 1
    if (asked <= times) throw new Error('no answer')
    return asked
  }
}

it('asks again when an answer fails', async () => {
  expect(await patiently(failing(4), never)).toBe(5)
})

it('gives up after five failures in a row, with the last one’s words', async () => {
  await expect(patiently(failing(5), never)).rejects.toThrow('The API failed 5 times in a row: no answer')
})

it('stops asking when the run ends', async () => {
  const stop = new AbortController()
  const ask = async () => {
    stop.abort()
    throw new Error('no answer')
  }
  await expect(patiently(ask, stop.signal)).rejects.toThrow('aborted')
})
