// Whom the doctor examines, as a deployment left word of it.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { accountsIn, stageOf } from '../../../local/doctor/patients.ts'

const root = mkdtempSync(join(tmpdir(), 'ringmaster-patients-'))
afterAll(() => rmSync(root, { recursive: true }))

test('a deployed stage is found by what its deployment wrote down', () => {
  mkdirSync(join(root, 'cdk.out'))
  const outputs = { ApiUrl: 'https://api.test', PageUrl: 'https://page.test', ConcurrentCalls: '40', PageBucket: 'pages' }
  writeFileSync(join(root, 'cdk.out/outputs-dev.json'), JSON.stringify({ 'ringmaster-dev-service': outputs }))
  expect(stageOf(root, 'dev', ['US']).patient).toMatchObject({
    ...{ publicUrl: 'https://api.test', pageUrl: 'https://page.test', concurrentCalls: 40 },
    bridge: { publicUrl: 'wss://page.test', reachAt: 'wss://page.test' },
  })
})

test('a stage that was not deployed from here is refused with what to do', () => {
  expect(() => stageOf(root, 'prod', ['US'])).toThrow('npm run deploy -- --stage prod')
})

test('accounts alone say nothing of how many calls will be allowed', () => {
  expect(accountsIn(join(root, '.env'), ['US']).patient).not.toHaveProperty('concurrentCalls')
})
