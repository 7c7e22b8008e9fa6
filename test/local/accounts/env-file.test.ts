import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readEnvFile, secretIn, TWILIO_NAMES } from '../../../local/accounts/env-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'ringmaster-env-'))
afterAll(() => rmSync(folder, { recursive: true }))

const file = join(folder, '.env')
writeFileSync(file, '# my account\nTWILIO_AUTH_TOKEN="from the file"\nTWILIO_PHONE_NUMBER=+12025550100 \nTWILIO_ACCOUNT_SID=\n')

test('the file gives the values, and the environment goes before it', () => {
  const variables = readEnvFile(file, { TWILIO_AUTH_TOKEN: 'from the environment', TWILIO_PHONE_NUMBER: '' })
  expect(secretIn(variables, TWILIO_NAMES)).toEqual({ authToken: 'from the environment', phoneNumber: '+12025550100' })
})

test('no file is as good as an empty one', () => {
  expect(secretIn(readEnvFile(join(folder, 'none'), {}), TWILIO_NAMES)).toEqual({})
})
