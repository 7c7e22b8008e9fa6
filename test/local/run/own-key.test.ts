import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ownKey } from '../../../local/run/own-key.ts'

let home: string
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'ringmaster-key-'))
})
afterEach(() => rmSync(home, { recursive: true }))

test('a key is made at the first start, for this user alone, and is the same ever after', () => {
  const first = ownKey(home)
  expect(first).toMatchObject({ madeNow: true, file: join(home, 'api-key') })
  expect(readFileSync(first.file, 'utf8').trim()).toBe(first.key)
  expect(statSync(first.file).mode & 0o777).toBe(0o600)
  expect(ownKey(home)).toEqual({ ...first, madeNow: false })
})

test('a file that holds no key is said to be wrong, and left as it is', () => {
  writeFileSync(join(home, 'api-key'), 'secret')
  expect(() => ownKey(home)).toThrow('Delete it')
  expect(readFileSync(join(home, 'api-key'), 'utf8')).toBe('secret')
})
