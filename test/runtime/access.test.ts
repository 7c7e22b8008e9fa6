import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasKey, isLoopback } from '#runtime/access.ts'
import { startSecrets } from '../support/secrets.ts'

const KEY = 'key-of-the-operators-0001'
const OTHER = 'key-of-the-dashboard-0002'

let secrets: Awaited<ReturnType<typeof startSecrets>>
beforeAll(async () => {
  secrets = await startSecrets({ keys: { keys: [KEY, OTHER] }, short: { keys: ['short'] }, none: { keys: [] } })
})
afterAll(() => secrets.close())

describe('a key', () => {
  it.each([`Bearer ${KEY}`, `Bearer ${OTHER}`, `bearer ${KEY}`])('is one of those in the secret: %s', async (shown) => {
    expect(await hasKey('keys', shown)).toBe(true)
  })

  it.each([
    ['nothing', undefined],
    ['an empty header', ''],
    ['the word alone', 'Bearer '],
    ['another scheme', `Basic ${KEY}`],
    ['the key without its scheme', KEY],
    ['another key', 'Bearer key-of-somebody-else-0003'],
    ['a part of a key', `Bearer ${KEY.slice(0, -1)}`],
    ['a key and more', `Bearer ${KEY}1`],
    ['a key in other letters', `Bearer ${KEY.toUpperCase()}`],
    ['two keys', `Bearer ${KEY} ${OTHER}`],
  ])('is not shown by %s', async (_, shown) => {
    expect(await hasKey('keys', shown)).toBe(false)
  })

  it.each(['short', 'none'])('is nobody’s when the secret does not hold keys that are worth the name: %s', async (secretId) => {
    await expect(hasKey(secretId, 'Bearer short')).rejects.toThrow('does not hold what it should')
  })
})

describe('this machine', () => {
  it.each(['127.0.0.1', '127.8.9.10', '::1', '::ffff:127.0.0.1'])('is at %s', (address) => {
    expect(isLoopback(address)).toBe(true)
  })

  it.each(['', '10.0.0.1', '192.168.1.127', '1270.0.0.1', '::', '::2', '::ffff:10.0.0.1', '203.0.113.127', 'localhost'])(
    'is not at “%s”',
    (address) => {
      expect(isLoopback(address)).toBe(false)
    },
  )
})
