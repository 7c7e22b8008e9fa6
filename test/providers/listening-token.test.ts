import { describe, expect, it } from 'vitest'
import { listeningTokens } from '#providers/listening-token.ts'
import { streamTokens } from '#providers/stream-token.ts'
import { aBrief } from '../support/bridge.ts'

const { attemptId } = aBrief()
const at = (machine: number, key = 'a key') => ({ key, clock: { machine: () => machine } })
const passAt = (machine: number) => listeningTokens(at(machine)).sign(attemptId).token

describe('a pass to listen in', () => {
  it('names its call for half a minute of machine time, and is like no other', () => {
    const [one, other] = [passAt(1_000), passAt(1_000)].map((token) => listeningTokens(at(30_999)).verify(token))
    expect(one).toMatchObject({ callId: attemptId, expiresMs: 31_000 })
    expect(one?.nonce).not.toBe(other?.nonce)
    expect(listeningTokens(at(31_000)).verify(passAt(1_000))).toBeUndefined()
  })

  it('fits into a URL as it is', () => {
    const token = passAt(1_700_000_000_000)
    expect(encodeURIComponent(token)).toBe(token)
    expect(token.length).toBeLessThan(250)
  })

  it('opens no media stream, nor does a stream’s token let anybody listen', () => {
    expect(streamTokens(at(0)).verify(passAt(0))).toBeUndefined()
    expect(listeningTokens(at(0)).verify(streamTokens(at(0)).sign(attemptId))).toBeUndefined()
  })

  it.each([
    ['another call', (token: string) => token.replace(/_1\./, '_2.')],
    ['another nonce', (token: string) => token.replace(/\.[\w-]{22}\./, `.${'A'.repeat(22)}.`)],
    ['a later expiry', (token: string) => token.replace(/\.\d+\.(?=[\w-]+$)/, '.999999999999.')],
    ['another signature', (token: string) => `${token.slice(0, -3)}AAA`],
    ['nothing in it', () => ''],
  ])('with %s is not ours', (_, forge) => {
    expect(listeningTokens(at(0)).verify(forge(passAt(0)))).toBeUndefined()
  })
})
