import { afterEach, expect, it, vi } from 'vitest'
import { settleIn } from '../../../local/run/surroundings.ts'

const before = { ...process.env }
afterEach(() => {
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, before)
  vi.unstubAllEnvs()
})

it('leaves nothing of a person’s own AWS settings', () => {
  vi.stubEnv('AWS_ENDPOINT_URL_SFN', 'https://states.us-east-1.amazonaws.com')
  vi.stubEnv('AWS_USE_FIPS_ENDPOINT', 'true')
  vi.stubEnv('AWS_SESSION_TOKEN', 'a token')
  const [dynamodb = '', s3 = '', aws = '', twilio = '', elevenLabs = '', sheets = ''] = [1, 2, 3, 4, 5, 6].map(
    (n) => `http://127.0.0.1:${n}`,
  )
  settleIn({ dynamodb, s3, aws, twilio, elevenLabs, sheets, region: 'us-east-1' })
  const names = Object.keys(process.env).filter((name) => name.startsWith('AWS_'))
  expect(names.sort()).toEqual([
    ...['AWS_ACCESS_KEY_ID', 'AWS_EC2_METADATA_DISABLED', 'AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL_S3'],
    ...['AWS_REGION', 'AWS_SECRET_ACCESS_KEY'],
  ])
})
