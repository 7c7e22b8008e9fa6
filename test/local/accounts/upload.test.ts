import { expect, test } from 'vitest'
import { exchangeSigningKey, forgetBefore } from '../../../local/accounts/exchange.ts'
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

test('a new auth token of the same account keeps the one before beside it, until the exchange is said to be over', async () => {
  const { store, fieldsOf } = storeOf('twilio', 'elevenlabs', 'elevenlabs-webhook')
  await uploadAccounts(ENV, { stage: 'dev', store })
  const next = { ...ENV, TWILIO_AUTH_TOKEN: '2'.repeat(32) }
  for (const _ of [1, 2]) await uploadAccounts(next, { stage: 'dev', store })
  expect(fieldsOf('twilio')).toMatchObject({ authToken: '2'.repeat(32), before: '1'.repeat(32) })
  expect(await forgetBefore({ stage: 'dev', store })).toEqual(['ringmaster/dev/twilio'])
  expect(fieldsOf('twilio')).toMatchObject({ authToken: '2'.repeat(32) })
  expect(fieldsOf('twilio')).not.toHaveProperty('before')
  await uploadAccounts({ ...next, TWILIO_ACCOUNT_SID: `AC${'9'.repeat(32)}` }, { stage: 'dev', store })
  expect(fieldsOf('twilio')).not.toHaveProperty('before')
})

test('every token from before an exchange is kept beside the new one, however often the new one was another', async () => {
  const { store, fieldsOf } = storeOf('twilio', 'elevenlabs', 'elevenlabs-webhook')
  // The second is a slip: nobody has promoted it, so that Twilio still signs with the first.
  for (const digit of ['1', '2', '3', '3']) await uploadAccounts({ ...ENV, TWILIO_AUTH_TOKEN: digit.repeat(32) }, { stage: 'dev', store })
  expect(fieldsOf('twilio')).toMatchObject({ authToken: '3'.repeat(32), before: '2'.repeat(32), earlier: ['1'.repeat(32)] })
  await uploadAccounts({ ...ENV, TWILIO_AUTH_TOKEN: '1'.repeat(32) }, { stage: 'dev', store })
  expect(fieldsOf('twilio')).toMatchObject({ authToken: '1'.repeat(32), before: '3'.repeat(32), earlier: ['2'.repeat(32)] })
  await forgetBefore({ stage: 'dev', store })
  expect(fieldsOf('twilio')).not.toHaveProperty('before')
  expect(fieldsOf('twilio')).not.toHaveProperty('earlier')
})

test('what CloudFormation made up before anybody had filled it in is not believed any more', async () => {
  const { store, fieldsOf } = storeOf('twilio', 'elevenlabs', 'elevenlabs-webhook')
  await store.write('ringmaster/dev/elevenlabs-webhook', JSON.stringify({ secret: 'x'.repeat(64), before: '', isMadeUp: true }))
  await uploadAccounts({ ...ENV, ELEVENLABS_WEBHOOK_SECRET: 'the-first-of-ours' }, { stage: 'dev', store })
  expect(fieldsOf('elevenlabs-webhook')).toEqual({ secret: 'the-first-of-ours' })
})

test('a new signing key knows the one before, and since when', async () => {
  const { store, fieldsOf } = storeOf()
  await store.write('ringmaster/dev/signing', JSON.stringify({ key: 'the-key-until-now' }))
  await exchangeSigningKey({ stage: 'dev', store }, 1_000)
  expect(fieldsOf('signing')).toEqual({ key: expect.stringMatching(/^[0-9a-f]{64}$/), before: 'the-key-until-now', since: 1_000 })
})

test('a signing key is not exchanged again while what the one before has signed is under way', async () => {
  const { store, fieldsOf } = storeOf()
  const where = { stage: 'dev', store }
  await store.write('ringmaster/dev/signing', JSON.stringify({ key: 'the-key-until-now' }))
  await exchangeSigningKey(where, 1_000)
  const first = fieldsOf('signing')
  await expect(exchangeSigningKey(where, 1_000 + 29 * 60_000)).rejects.toThrow(/^Nothing was written.*in 1 min/)
  expect(fieldsOf('signing')).toEqual(first)
  await exchangeSigningKey(where, 1_000 + 30 * 60_000)
  expect(fieldsOf('signing')).toMatchObject({ since: 1_000 + 30 * 60_000 })
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
