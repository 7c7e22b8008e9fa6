import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { tellWhereabouts, WHEREABOUTS_FILE } from '../../../local/run/whereabouts.ts'

const home = mkdtempSync(join(tmpdir(), 'ringmaster-where-'))
afterAll(() => rmSync(home, { recursive: true }))

const file = join(home, WHEREABOUTS_FILE)
const whereabouts = {
  ...{
    stage: 'local' as const,
    publicUrl: 'http://127.0.0.1:4400',
    api: 'http://127.0.0.1:4400',
    aws: 'http://127.0.0.1:1',
    region: 'us-east-1',
    twilio: 'http://127.0.0.1:2',
  },
  ...{ elevenLabs: 'http://127.0.0.1:3', bridge: { publicUrl: 'wss://bridge.test', reachAt: 'ws://127.0.0.1:4' }, concurrentCalls: 5 },
}

test('where the parts are is there while the system runs, for this user alone', () => {
  // Left by one that was killed, and readable by everybody.
  writeFileSync(file, '{}', { mode: 0o644 })
  const forget = tellWhereabouts(home, whereabouts)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(whereabouts)
  expect(statSync(file).mode & 0o077).toBe(0)
  forget()
  expect(existsSync(file)).toBe(false)
})
