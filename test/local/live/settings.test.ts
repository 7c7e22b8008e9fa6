import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { readLiveSettings } from '../../../local/live/settings.ts'
import { UsageError } from '../../../local/run/flags.ts'

const folder = mkdtempSync(join(tmpdir(), 'ringmaster-live-'))
afterAll(() => rmSync(folder, { recursive: true }))

const GIVEN = {
  TWILIO_ACCOUNT_SID: `AC${'1'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: '2'.repeat(32),
  TWILIO_PHONE_NUMBER: '+12025550100',
  ELEVENLABS_API_KEY: 'sk_0123456789abcdef',
  ELEVENLABS_AGENT_ID: 'agent_1',
  PUBLIC_URL: 'https://calls.example.com/',
}
const read = (changes: Record<string, string | undefined> = {}, file = join(folder, 'absent.env')) =>
  readLiveSettings(file, { environment: { ...GIVEN, ...changes }, publicPort: 4401 })

it('takes the accounts of .env and of the environment, and the real providers', () => {
  const file = join(folder, '.env')
  writeFileSync(file, 'TWILIO_PHONE_NUMBER=+12025550199\nELEVENLABS_WEBHOOK_SECRET=wsec_0123456789abcdef\n')
  expect(read({ TWILIO_PHONE_NUMBER: undefined }, file)).toEqual({
    publicUrl: 'https://calls.example.com',
    twilio: { accountSid: GIVEN.TWILIO_ACCOUNT_SID, authToken: GIVEN.TWILIO_AUTH_TOKEN, phoneNumber: '+12025550199' },
    elevenLabs: { apiKey: GIVEN.ELEVENLABS_API_KEY, agentId: 'agent_1' },
    webhookSecret: 'wsec_0123456789abcdef',
    providers: {
      twilio: 'https://api.twilio.com',
      twilioVoice: 'https://voice.twilio.com',
      elevenLabs: 'https://api.elevenlabs.io',
      sheets: 'https://sheets.googleapis.com',
    },
  })
})

it.each([
  [{ PUBLIC_URL: undefined }, /PUBLIC_URL is missing: .*port 4401/],
  [{ PUBLIC_URL: 'http://calls.example.com' }, /https/],
  [{ PUBLIC_URL: 'calls.example.com' }, /PUBLIC_URL is calls/],
  [{ PUBLIC_URL: 'https://calls.example.com/ringmaster' }, /leave out everything behind the host/],
  [{ TWILIO_ACCOUNT_SID: undefined }, /accountSid is missing \(TWILIO_ACCOUNT_SID/],
  [{ TWILIO_AUTH_TOKEN: 'short' }, /auth token is 32 digits/],
  [{ TWILIO_PHONE_NUMBER: '202 555 0100' }, /TWILIO_PHONE_NUMBER/],
  [{ ELEVENLABS_API_KEY: '' }, /apiKey is missing \(ELEVENLABS_API_KEY/],
  [{ ELEVENLABS_AGENT_ID: 'robin' }, /begins with agent_/],
  [{ ELEVENLABS_WEBHOOK_SECRET: 'short' }, /ELEVENLABS_WEBHOOK_SECRET/],
])('refuses %j', (changes, words) => {
  expect(() => read(changes)).toThrow(UsageError)
  expect(() => read(changes)).toThrow(words)
})

it('says everything that is missing at once, and nothing of what is in it', () => {
  const message = () => readLiveSettings(join(folder, 'absent.env'), { environment: { TWILIO_AUTH_TOKEN: 'my-secret' }, publicPort: 4401 })
  expect(message).toThrow(/PUBLIC_URL[\s\S]*accountSid[\s\S]*auth token[\s\S]*phoneNumber[\s\S]*apiKey[\s\S]*agentId/)
  expect(message).not.toThrow('my-secret')
})
