// Webhooks: who sent them, and what they tell of a call.
import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFromTwilio, readCallForm, readMachineForm, type SignedForm } from '#providers/twilio-webhook.ts'
import { startSecrets } from '../support/secrets.ts'

let secrets: Awaited<ReturnType<typeof startSecrets>>
beforeAll(async () => {
  secrets = await startSecrets({
    twilio: { authToken: '12345' },
    other: { authToken: '12346' },
    exchanged: { authToken: '12346', before: '12345' },
    'exchanged twice': { authToken: '12347', before: '12346', earlier: ['12345'] },
  })
})
afterAll(() => secrets.close())

const url = 'https://mycompany.com/myapp.php?foo=1&bar=2'
const fields = { CallSid: 'CA1234567890ABCDE', Caller: '+14158675309', Digits: '1234', From: '+14158675309', To: '+18005551212' }
const signature = 'RSOYDt4T1cUTdK1PDd93/VVr8B8='
const signed: SignedForm = { url, fields, signature }

describe('a signature', () => {
  // Twilio's own vectors, with the token 12345.
  it.each<[string, SignedForm]>([
    ['of its documentation', signed],
    ['with the port in the address', { ...signed, signature: 'kvajT1Ptam85bY51eRf/AJRuM3w=', url: url.replace('.com', '.com:443') }],
    [
      'over an address without TLS',
      { ...signed, signature: '0ZXoZLH/DfblKGATFgpif+LLRf4=', url: url.replace('https', 'http').replace('.com', '.com:80') },
    ],
    ['of the standard port that the address leaves out', { ...signed, signature: 'kvajT1Ptam85bY51eRf/AJRuM3w=' }],
    [
      'of fields that come more than once',
      {
        url,
        signature: 'IK+Dwps556ElfBT0I3Rgjkr1wJU=',
        fields: { Sid: 'CA123', SidAccount: 'AC123', Digits: ['5678', '1234', '1234'] },
      },
    ],
    [
      'of a body that only the address signs',
      {
        url: `${url}&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620`,
        signature: 'a9nBmqA0ju/hNViExpshrM61xv4=',
        fields: {},
      },
    ],
  ])('%s is Twilio’s', async (_, form) => {
    expect(await isFromTwilio('twilio', form)).toBe(true)
  })

  it.each(['exchanged', 'exchanged twice'])('of the token before is Twilio’s while the tokens are %s', async (secret) => {
    expect(await isFromTwilio(secret, signed)).toBe(true)
    expect(await isFromTwilio(secret, { ...signed, signature: signature.replace('R', 'S') })).toBe(false)
  })

  it('covers fields that nobody knows yet, also empty ones', async () => {
    const more = { ...fields, SomethingNew: '', Zz: 'ä ö' }
    const text = Object.entries(more)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .reduce((sum, [name, value]) => `${sum}${name}${value}`, url)
    const own = createHmac('sha1', '12345').update(text).digest('base64')
    expect(await isFromTwilio('twilio', { url, fields: more, signature: own })).toBe(true)
    expect(await isFromTwilio('twilio', { url, fields, signature: own })).toBe(false)
  })

  const flip = (text: string, at: number): string => text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1)
  it.each(Object.entries(fields))('is not Twilio’s when one bit of %s is another', async (name, value) => {
    for (let at = 0; at < value.length; at++) {
      expect(await isFromTwilio('twilio', { ...signed, fields: { ...fields, [name]: flip(value, at) } })).toBe(false)
    }
  })

  it('is not Twilio’s when one bit of it is another', async () => {
    for (let at = 0; at < signature.length; at++) {
      expect(await isFromTwilio('twilio', { ...signed, signature: flip(signature, at) })).toBe(false)
    }
  })

  it.each<[string, Partial<SignedForm>]>([
    ['is missing', { signature: undefined }],
    ['is empty', { signature: '' }],
    ['is longer', { signature: `${signature}=` }],
    ['is of another path', { url: url.replace('myapp', 'yourapp') }],
    ['is of another host', { url: url.replace('mycompany', 'yourcompany') }],
    ['is of another query', { url: url.replace('foo=1', 'foo=2') }],
    ['is of an address in the clear', { url: url.replace('https', 'http') }],
    ['comes with one field more', { fields: { ...fields, Extra: '' } }],
    ['comes with one field less', { fields: { CallSid: fields.CallSid } }],
    ['comes with a field under another name', { fields: { ...fields, Digits: '', Digit: '1234' } }],
  ])('that %s is not Twilio’s', async (_, changes) => {
    expect(await isFromTwilio('twilio', { ...signed, ...changes })).toBe(false)
  })

  it('of another account’s token is not ours', async () => {
    expect(await isFromTwilio('other', signed)).toBe(false)
  })
})

describe('the form of a call', () => {
  const CallSid = 'CA1'

  it.each([
    ['queued', { kind: 'progressed', state: 'queued' }],
    ['initiated', { kind: 'progressed', state: 'initiated' }],
    ['ringing', { kind: 'progressed', state: 'ringing' }],
    ['in-progress', { kind: 'progressed', state: 'answered' }],
    ['completed', { kind: 'ended', state: 'completed' }],
    ['busy', { kind: 'ended', state: 'busy' }],
    ['no-answer', { kind: 'ended', state: 'no-answer' }],
    ['failed', { kind: 'ended', state: 'failed' }],
    ['canceled', { kind: 'ended', state: 'canceled' }],
  ])('that is %s is an event of its attempt', (CallStatus, event) => {
    expect(readCallForm({ CallSid, CallStatus, SomethingNew: 'x' })).toEqual({ ...event, callSid: 'CA1' })
  })

  it('tells the billed seconds and the SIP answer of a call that is over', () => {
    expect(readCallForm({ CallSid, CallStatus: 'completed', CallDuration: '49', Duration: '1', SipResponseCode: '200' })).toEqual({
      ...{ kind: 'ended', state: 'completed', callSid: 'CA1', seconds: 49, sipCode: 200 },
    })
    expect(readCallForm({ CallSid, CallStatus: 'failed', SipResponseCode: '404', CallDuration: '0' })).toMatchObject({
      seconds: 0,
      sipCode: 404,
    })
  })

  it('tells who or what had answered, where that was listened for', () => {
    const form = { CallSid, CallStatus: 'completed', AnsweredBy: 'machine_end_beep' }
    expect(readCallForm(form)).toMatchObject({ kind: 'ended', answeredBy: 'machine_end_beep' })
    expect(readCallForm({ ...form, AnsweredBy: 'a new word' })).toEqual({ kind: 'ended', state: 'completed', callSid: 'CA1' })
  })

  it('tells none of that of a call that goes on', () => {
    expect(readCallForm({ CallSid, CallStatus: 'ringing', CallDuration: '0', AnsweredBy: 'human' })).toEqual({
      kind: 'progressed',
      state: 'ringing',
      callSid: 'CA1',
    })
  })

  it.each([
    ['names no call', { CallStatus: 'ringing' }],
    ['names an empty call', { CallSid: '', CallStatus: 'ringing' }],
    ['has no status', { CallSid }],
    ['has a status that does not exist', { CallSid, CallStatus: 'asleep' }],
    ['is empty', {}],
  ])('that %s is none', (_, form) => {
    expect(readCallForm(form)).toBeUndefined()
  })

  it.each([
    ['', undefined],
    ['-3', undefined],
    ['soon', undefined],
  ])('with a length of “%s” is still the end of the call', (CallDuration, seconds) => {
    const event = readCallForm({ CallSid, CallStatus: 'completed', CallDuration })
    expect(event).toMatchObject({ kind: 'ended', state: 'completed' })
    expect(event && 'seconds' in event ? event.seconds : undefined).toBe(seconds)
  })
})

describe('the form of the detection', () => {
  const form = { CallSid: 'CA1', AccountSid: 'AC1', AnsweredBy: 'machine_start', MachineDetectionDuration: '2400' }

  it('tells who or what answered, and how long it was listened to', () => {
    expect(readMachineForm(form)).toEqual({ callSid: 'CA1', answeredBy: 'machine_start', detectionMs: 2_400 })
  })

  it.each(['human', 'machine_end_beep', 'machine_end_silence', 'machine_end_other', 'fax', 'unknown'])(
    'knows the word %s',
    (AnsweredBy) => {
      expect(readMachineForm({ ...form, AnsweredBy })).toMatchObject({ answeredBy: AnsweredBy })
    },
  )

  it('takes a word that it does not know for “nobody can say”', () => {
    expect(readMachineForm({ ...form, AnsweredBy: 'machine_of_tomorrow' })).toMatchObject({ answeredBy: 'unknown' })
  })

  it.each(['', 'long'])('does without a duration that cannot be read: “%s”', (MachineDetectionDuration) => {
    expect(readMachineForm({ ...form, MachineDetectionDuration })).toEqual({ callSid: 'CA1', answeredBy: 'machine_start' })
  })

  it.each([
    ['names no call', { AnsweredBy: 'human' }],
    ['does not tell who answered', { CallSid: 'CA1', CallStatus: 'completed' }],
    ['is empty', {}],
  ])('that %s is none', (_, fields) => {
    expect(readMachineForm(fields)).toBeUndefined()
  })
})
