import { afterEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { accessEnvironments } from '#env/access.ts'
import { engineEnvironments } from '#env/engine.ts'
import { readEnvironment } from '#env/read.ts'
import { rulesIn } from '#env/rules.ts'

const before = { ...process.env }
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name]
  Object.assign(process.env, before)
})

describe('a function’s environment', () => {
  it('is read with numbers as numbers and what may be left out filled in', () => {
    Object.assign(process.env, {
      ...{ TABLE_NAME: 't', MACHINE_ARN: 'arn', TWILIO_SECRET_ID: 's', PUBLIC_URL: 'https://a.test', SUPPRESSION_SALT_SECRET_ID: 'salt' },
      ...{ CALLS_PER_SECOND: '0.5', CONCURRENT_CALLS: '40', CALLS_PER_NUMBER_AND_DAY: '3' },
      ...{ CONSENT: 'campaign', CALLING_WINDOWS: 'enforced' },
    })
    expect(readEnvironment(engineEnvironments['claim-and-dial'])).toEqual({
      ...{ TABLE_NAME: 't', MACHINE_ARN: 'arn', TWILIO_SECRET_ID: 's', PUBLIC_URL: 'https://a.test', SUPPRESSION_SALT_SECRET_ID: 'salt' },
      ...{ TWILIO_API_URL: 'https://api.twilio.com', CALLS_PER_SECOND: 0.5, CONCURRENT_CALLS: 40, CALLS_PER_NUMBER_AND_DAY: 3 },
      ...{ CONSENT: 'campaign', CALLING_WINDOWS: 'enforced', ONLY_NUMBERS: 'everyone' },
    })
  })

  it.each([
    [undefined, undefined],
    ['everyone', undefined],
    ['nobody', []],
    ['+12025550142', ['+12025550142']],
    ['+12025550142,+442079460000', ['+12025550142', '+442079460000']],
    ['', []],
    ['Everyone', []],
  ])('lets call, with ONLY_NUMBERS %j, only %j', (text, only) => {
    const rules = {
      CALLS_PER_SECOND: '1',
      CONCURRENT_CALLS: '4',
      CALLS_PER_NUMBER_AND_DAY: '3',
      CONSENT: 'campaign',
      CALLING_WINDOWS: 'off',
    }
    const others = {
      TABLE_NAME: 't',
      MACHINE_ARN: 'arn',
      TWILIO_SECRET_ID: 's',
      PUBLIC_URL: 'https://a.test',
      SUPPRESSION_SALT_SECRET_ID: 'x',
    }
    Object.assign(process.env, rules, others, text === undefined ? {} : { ONLY_NUMBERS: text })
    expect(rulesIn(readEnvironment(engineEnvironments['claim-and-dial'])).only).toEqual(only)
  })

  it('names everything that is missing or wrong at once', () => {
    Object.assign(process.env, { NUMBER: 'x', ADDRESS: 'not a url' })
    const schema = z.object({ NUMBER: z.coerce.number(), ADDRESS: z.url(), MISSING: z.string(), HOME: z.string() })
    const message = 'The environment is not valid: NUMBER cannot be used as it is, ADDRESS cannot be used as it is, MISSING is missing'
    expect(() => readEnvironment(schema)).toThrow(new Error(message))
  })

  it('is named once however much is wrong with it', () => {
    process.env.SIGN_IN = JSON.stringify({ issuer: 'nobody', kind: 'strange' })
    Object.assign(process.env, { TABLE_NAME: 't', AUDIT_DAYS: '30', ACCESS: 'key', KEYS_SECRET_ID: 'k', PAGE_ORIGINS: '' })
    expect(() => readEnvironment(accessEnvironments.authorize)).toThrow(/valid: SIGN_IN cannot be used as it is$/)
  })

  it('of one that is set but empty is missing', () => {
    process.env.TABLE_NAME = ''
    expect(() => readEnvironment(engineEnvironments.plan)).toThrow('TABLE_NAME')
  })
})
