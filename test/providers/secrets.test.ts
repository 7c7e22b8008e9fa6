import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { secretReader } from '#providers/secrets.ts'

const Key = z.object({ key: z.string() })

/** Secrets Manager with one answer after the other; an Error is thrown. */
const readerOf = (...answers: (string | Error)[]) => {
  let now = 0
  const asked: string[] = []
  const read = secretReader({
    clock: { machine: () => now },
    async fetch(secretId) {
      asked.push(secretId)
      const answer = answers.shift() ?? new Error('asked too often')
      if (answer instanceof Error) throw answer
      return answer
    },
  })
  return { read, asked, pass: (ms: number) => (now += ms) }
}

describe('a secret', () => {
  it('is read once for five minutes, also by those who ask at the same time', async () => {
    const { read, asked, pass } = readerOf('{"key":"old"}', '{"key":"new"}')
    expect(await Promise.all([read('signing', Key), read('signing', Key)])).toEqual([{ key: 'old' }, { key: 'old' }])
    pass(299_999)
    expect(await read('signing', Key)).toEqual({ key: 'old' })
    pass(1)
    expect(await read('signing', Key)).toEqual({ key: 'new' })
    expect(asked).toEqual(['signing', 'signing'])
  })

  it('is asked for again after a failure', async () => {
    const { read } = readerOf(new Error('out of reach'), '{"key":"k"}')
    await expect(read('signing', Key)).rejects.toThrow('out of reach')
    expect(await read('signing', Key)).toEqual({ key: 'k' })
  })

  it.each(['{"wrong":"top secret"}', 'top secret'])('that does not hold what it should is named, but not told: %s', async (text) => {
    const { read } = readerOf(text)
    const refused: unknown = await read('signing', Key).catch((error: unknown) => error)
    expect(String(refused)).toContain('signing')
    expect(String(refused)).not.toContain('top secret')
  })
})
