import { describe, expect, it } from 'vitest'
import { streamTokens } from '#providers/stream-token.ts'
import { aBrief } from '../support/bridge.ts'

const { attemptId } = aBrief()
const tokensAt = (machine: number, key = 'a key') => streamTokens({ key, clock: { machine: () => machine } })

describe('a stream token', () => {
  it('names its attempt for two minutes of machine time', () => {
    const token = tokensAt(1_000).sign(attemptId)
    expect(tokensAt(1_000).verify(token)).toBe(attemptId)
    expect(tokensAt(120_999).verify(token)).toBe(attemptId)
    expect(tokensAt(121_000).verify(token)).toBeUndefined()
  })

  it('fits into a URL as it is', () => {
    const token = tokensAt(1_700_000_000_000).sign(attemptId)
    expect(encodeURIComponent(token)).toBe(token)
    expect(token.length).toBeLessThan(200)
  })

  it('of another key is not ours', () => {
    expect(tokensAt(0, 'another key').verify(tokensAt(0).sign(attemptId))).toBeUndefined()
  })

  it.each([
    ['another attempt', (token: string) => token.replace(/_1\./, '_2.')],
    ['a later expiry', (token: string) => token.replace(/\.\d+\./, '.999999999999.')],
    ['another signature', (token: string) => `${token.slice(0, -3)}AAA`],
    ['something behind it', (token: string) => `${token}.x`],
    ['nothing in it', () => ''],
  ])('with %s is not ours', (_, forge) => {
    expect(tokensAt(0).verify(forge(tokensAt(0).sign(attemptId)))).toBeUndefined()
  })
})
