import { afterAll, beforeAll, expect, test } from 'vitest'
import { digestWith } from '#providers/number-digest.ts'
import { phone } from '../support/builders.ts'
import { startSecrets } from '../support/secrets.ts'

let secrets: Awaited<ReturnType<typeof startSecrets>>
beforeAll(async () => {
  secrets = await startSecrets({ one: { key: 'the salt of one deployment' }, other: { key: 'the salt of another one' } })
})
afterAll(() => secrets.close())

test('the digest of a number is always the same, another in another deployment, and does not show the number', async () => {
  const digest = await digestWith('one')(phone)
  expect(await digestWith('one')(phone)).toBe(digest)
  expect(await digestWith('other')(phone)).not.toBe(digest)
  expect(digest).toMatch(/^[\w-]{43}$/)
  expect(digest).not.toContain(phone.slice(1))
})
