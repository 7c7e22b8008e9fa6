import { expect, test } from 'vitest'
import { type SecretStore, uploadAccounts } from '../../../local/accounts/upload.ts'

const ENV = {
  TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
  TWILIO_AUTH_TOKEN: '1'.repeat(32),
  TWILIO_PHONE_NUMBER: '+12025550100',
  ELEVENLABS_API_KEY: 'k'.repeat(32),
  ELEVENLABS_AGENT_ID: 'agent_1',
}

const storeOf = (...ids: string[]) => {
  const kept = new Map(ids.map((id) => [`ringmaster/dev/${id}`, JSON.stringify({ secret: 'the-secret-before-this' })]))
  const store: SecretStore = {
    read: async (name) => kept.get(name),
    write: async (name, value) => void kept.set(name, value),
  }
  const fieldsOf = (id: string): unknown => JSON.parse(kept.get(`ringmaster/dev/${id}`) ?? 'null')
  return { store, fieldsOf }
}

test('the names of .env become the fields that the functions read', async () => {
  const { store, fieldsOf } = storeOf('twilio', 'elevenlabs', 'elevenlabs-webhook')
  expect(await uploadAccounts(ENV, { stage: 'dev', store })).toEqual(['ringmaster/dev/twilio', 'ringmaster/dev/elevenlabs'])
  expect(fieldsOf('twilio')).toEqual({
    accountSid: ENV.TWILIO_ACCOUNT_SID,
    authToken: ENV.TWILIO_AUTH_TOKEN,
    phoneNumber: ENV.TWILIO_PHONE_NUMBER,
  })
  expect(fieldsOf('elevenlabs')).toEqual({ apiKey: ENV.ELEVENLABS_API_KEY, agentId: ENV.ELEVENLABS_AGENT_ID })
})

test('a new webhook secret keeps the one before beside it, and the same one again changes nothing', async () => {
  const { store, fieldsOf } = storeOf('twilio', 'elevenlabs', 'elevenlabs-webhook')
  const given = { ...ENV, ELEVENLABS_WEBHOOK_SECRET: 'the-secret-from-now-on' }
  for (const _ of [1, 2]) await uploadAccounts(given, { stage: 'dev', store })
  expect(fieldsOf('elevenlabs-webhook')).toEqual({ secret: 'the-secret-from-now-on', before: 'the-secret-before-this' })
})

test('what is wrong is said without its value, and nothing is written', async () => {
  const { store, fieldsOf } = storeOf('twilio', 'elevenlabs')
  const wrong = { ...ENV, TWILIO_AUTH_TOKEN: 'hunter2', ELEVENLABS_AGENT_ID: undefined }
  const refused = uploadAccounts(wrong, { stage: 'dev', store })
  await expect(refused).rejects.toThrow(/^Nothing was written.*auth token is 32 digits.*agentId is missing/)
  await expect(refused).rejects.not.toThrow('hunter2')
  expect(fieldsOf('twilio')).toEqual({ secret: 'the-secret-before-this' })
})

test('a stage that was never deployed is named', async () => {
  const { store } = storeOf('twilio')
  await expect(uploadAccounts(ENV, { stage: 'dev', store })).rejects.toThrow('There is no secret ringmaster/dev/elevenlabs')
})
