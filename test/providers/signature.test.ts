// Functions read a new secret within five minutes, each at its own moment: in no such moment may one refuse what another has signed.
import { describe, expect, it } from 'vitest'
import { type SigningSecret, signer } from '#providers/signature.ts'

const MINUTE_MS = 60_000
const OLD: SigningSecret = { key: 'the key until now' }
const NEW: SigningSecret = { key: 'the key from now on', before: OLD.key, since: 0 }
const at = (secret: SigningSecret, minutes: number) => signer(secret, { purpose: 'test', now: () => minutes * MINUTE_MS })

describe('a key that is exchanged', () => {
  it.each([0, 1, 4.9])(
    'leaves nobody behind: %s minutes later, those who have read the new one and those who have not agree',
    (minutes) => {
      const [ahead, behind] = [at(NEW, minutes), at(OLD, minutes)]
      expect(behind.isSigned('x', ahead.signatureOf('x'))).toBe(true)
      expect(ahead.isSigned('x', behind.signatureOf('x'))).toBe(true)
    },
  )

  it('signs once everybody has it, and what was signed before then is still good', () => {
    expect(at(NEW, 9.9).signatureOf('x')).toBe(at(OLD, 0).signatureOf('x'))
    expect(at(NEW, 10).signatureOf('x')).not.toBe(at(OLD, 0).signatureOf('x'))
    expect(at(NEW, 12).isSigned('x', at(NEW, 9.9).signatureOf('x'))).toBe(true)
  })

  it('makes the one before worthless after half an hour', () => {
    expect(at(NEW, 29.9).isSigned('x', at(OLD, 0).signatureOf('x'))).toBe(true)
    expect(at(NEW, 30).isSigned('x', at(OLD, 0).signatureOf('x'))).toBe(false)
  })
})

it('is good for its own purpose alone', () => {
  const other = signer(OLD, { purpose: 'another', now: () => 0 })
  expect(other.isSigned('x', at(OLD, 0).signatureOf('x'))).toBe(false)
})
