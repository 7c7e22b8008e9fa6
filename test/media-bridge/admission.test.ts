import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js'
import { describe, expect, it } from 'vitest'
import { admission } from '../../media-bridge/admission.ts'
import { aBrief } from '../support/bridge.ts'

const { attemptId } = aBrief()
const PUBLIC_URL = 'wss://bridge.example.com'
const AUTH_TOKEN = '12345'
const admit = admission({
  publicUrl: PUBLIC_URL,
  authTokens: async () => [AUTH_TOKEN, 'the-token-before'],
  tokens: async () => ({ verify: (token) => (token === 'good.token' ? attemptId : undefined) }),
})
const signed = (path: string, base = PUBLIC_URL) => ({ path, signature: getExpectedTwilioSignature(AUTH_TOKEN, `${base}${path}`, {}) })

describe('an upgrade', () => {
  it('is admitted with Twilio’s signature on the wss address and a token of ours', async () => {
    expect(await admit(signed('/media/good.token'))).toEqual({ attemptId })
  })

  it('is admitted with the auth token before, while the tokens are exchanged', async () => {
    const path = '/media/good.token'
    const signature = getExpectedTwilioSignature('the-token-before', `${PUBLIC_URL}${path}`, {})
    expect(await admit({ path, signature })).toEqual({ attemptId })
  })

  it.each([
    ['without a signature', { path: '/media/good.token', signature: undefined }],
    ['with a signature of another path', { ...signed('/media/other.token'), path: '/media/good.token' }],
    ['with a signature on the https address', signed('/media/good.token', 'https://bridge.example.com')],
    ['with a signature on another host', signed('/media/good.token', 'wss://127.0.0.1:8080')],
  ])('is forbidden %s', async (_, request) => {
    expect(await admit(request)).toMatchObject({ status: 403 })
  })

  it('is unauthorized with a token that is not ours', async () => {
    expect(await admit(signed('/media/bad.token'))).toMatchObject({ status: 401 })
  })

  it.each(['/', '/media', '/media/', '/media/a/b', '/media/good.token?x=1', `/media/${'a'.repeat(501)}`])(
    'is not found at %s',
    async (path) => {
      expect(await admit(signed(path))).toMatchObject({ status: 404 })
    },
  )
})
