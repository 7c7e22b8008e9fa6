import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepSaving, startingTime } from '../../../local/run/campaign-time.ts'

const HOUR_MS = 3_600_000

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringmaster-time-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe('campaign time', () => {
  it('goes on where a run that was sped up has left it', () => {
    const ahead = Date.now() + HOUR_MS
    keepSaving(folder, { now: () => ahead })()
    expect(startingTime(folder, { isReal: false })).toBe(ahead)
  })

  it('is the machine’s own when real people are called, or their hours would be judged by another clock', () => {
    keepSaving(folder, { now: () => Date.now() + HOUR_MS })()
    expect(startingTime(folder, { isReal: true })).toBeLessThan(Date.now() + HOUR_MS / 2)
  })

  it('is the machine’s own, too, when nothing was saved or the file was cut off', () => {
    expect(startingTime(folder, { isReal: false })).toBeLessThanOrEqual(Date.now())
    writeFileSync(join(folder, 'clock.json'), '{"campaign')
    expect(startingTime(folder, { isReal: false })).toBeLessThanOrEqual(Date.now())
  })
})
