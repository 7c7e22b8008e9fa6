import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deploymentKeys, isLoopback, isOurPage } from '#runtime/access.ts'
import { startSecrets } from '../support/secrets.ts'

const KEY = 'key-of-the-operators-0001'

let secrets: Awaited<ReturnType<typeof startSecrets>>
beforeAll(async () => {
  secrets = await startSecrets({ keys: { keys: [KEY] }, short: { keys: ['short'] }, none: { keys: [] } })
})
afterAll(() => secrets.close())

describe('the keys of the deployment', () => {
  it('are those in the secret, which may be none', async () => {
    expect(await deploymentKeys('keys')).toEqual([KEY])
    expect(await deploymentKeys('none')).toEqual([])
  })

  it('are none when the secret holds one that is not worth the name', async () => {
    await expect(deploymentKeys('short')).rejects.toThrow('does not hold what it should')
  })
})

describe('this machine', () => {
  it.each(['127.0.0.1', '127.8.0.1', '::1', '::ffff:127.0.0.1'])('is %s', (address) => expect(isLoopback(address)).toBe(true))
  it.each(['203.0.113.9', '10.0.0.1', '::2', '128.0.0.1', '1127.0.0.1', ''])('is not %s', (address) =>
    expect(isLoopback(address)).toBe(false),
  )
})

describe('a page that opens a WebSocket', () => {
  const origins = ['https://calls.example.com']

  it.each(['https://calls.example.com', undefined])('is ours, or a program: %s', (origin) => {
    expect(isOurPage(origin, { access: 'key', origins })).toBe(true)
  })

  it.each(['https://evil.example', 'https://calls.example.com.evil.example', 'http://calls.example.com', 'null', 'http://127.0.0.1:4400'])(
    'of another site is not: %s',
    (origin) => expect(isOurPage(origin, { access: 'key', origins })).toBe(false),
  )

  it('is this machine’s where this machine is trusted', () => {
    const isOurs = (origin: string) => isOurPage(origin, { access: 'loopback', origins: [] })
    expect(['http://127.0.0.1:4400', 'http://localhost:5173', 'http://[::1]:4400'].map(isOurs)).toEqual([true, true, true])
    expect(['https://evil.example', 'http://127.0.0.1.evil.example', 'null'].map(isOurs)).toEqual([false, false, false])
  })
})
