import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { UsageError } from '../../../local/run/flags.ts'
import { takeLock } from '../../../local/run/lock.ts'

it('is held by one at a time, and makes the folder that it is in', () => {
  const dir = mkdtempSync(join(tmpdir(), 'ringmaster-lock-'))
  onTestFinished(() => rmSync(dir, { recursive: true }))
  const home = join(dir, 'home')
  const first = takeLock(home)
  expect(() => takeLock(home)).toThrow(UsageError)
  expect(() => takeLock(home)).toThrow(`already works on ${home}`)
  first.release()
  takeLock(home).release()
})
