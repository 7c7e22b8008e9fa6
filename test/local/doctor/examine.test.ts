import { describe, expect, test } from 'vitest'
import { type Check, fail, ok, warn } from '../../../local/doctor/check.ts'
import { CHECKS } from '../../../local/doctor/checks/all.ts'
import { examine } from '../../../local/doctor/examine.ts'
import type { Look } from '../../../local/doctor/look.ts'
import { jsonOf, linesOf } from '../../../local/doctor/report.ts'

const look: Look = {
  patient: {
    ...{ kind: 'env', name: '.env', twilio: { api: 'https://twilio.test', voice: 'https://twilio.test' } },
    ...{ elevenLabs: 'https://elevenlabs.test', countries: ['US'], concurrentCalls: 5 },
  },
  versions: { node: '24.1.0', tz: '2026a' },
  now: () => Date.parse('2026-11-02T15:00:00.000Z'),
  secret: async () => undefined,
  fetch: () => Promise.reject(new Error('the network is not asked')),
  upgrade: () => Promise.reject(new Error('the network is not asked')),
}

const check = (name: string, run: Check['run'], needs: string[] = []): Check => ({ name, needs, fix: `mend ${name}`, run })

describe('an examination', () => {
  test('says what each check found, and what to do where it did not go well', async () => {
    const checks = [
      check('a', async () => ok('fine')),
      check('b', async () => warn('thin')),
      check('c', async () => fail('broken', 'glue it')),
    ]
    expect(await examine(checks, look)).toEqual([
      { name: 'a', verdict: 'ok', says: 'fine' },
      { name: 'b', verdict: 'warn', says: 'thin', fix: 'mend b' },
      { name: 'c', verdict: 'fail', says: 'broken', fix: 'glue it' },
    ])
  })

  test('does not tell again what follows from a failure, however far', async () => {
    const checks = [
      check('root', async () => fail('broken')),
      check('stem', async () => ok('never asked'), ['root']),
      check('leaf', async () => ok('never asked'), ['stem']),
      check('neighbour', async () => ok('fine')),
    ]
    expect((await examine(checks, look)).map(({ verdict }) => verdict)).toEqual(['fail', 'skip', 'skip', 'ok'])
  })

  test('goes on after a warning', async () => {
    const checks = [check('root', async () => warn('thin')), check('leaf', async () => ok('fine'), ['root'])]
    expect((await examine(checks, look)).map(({ verdict }) => verdict)).toEqual(['warn', 'ok'])
  })

  test('takes an error for a failure, in its words', async () => {
    const broken = new Error('fetch failed', { cause: new Error('ECONNREFUSED') })
    expect(await examine([check('a', () => Promise.reject(broken))], look)).toEqual([
      { name: 'a', verdict: 'fail', says: 'fetch failed: ECONNREFUSED', fix: 'mend a' },
    ])
  })

  test('does not wait for what never answers', async () => {
    const [result] = await examine([check('a', () => new Promise(() => {}))], look, { deadlineMs: 5 })
    expect(result).toMatchObject({ verdict: 'fail', says: 'there was no answer within ten seconds' })
  })

  test('leaves out what does not concern who is examined', async () => {
    const results = await examine(CHECKS, look)
    expect(results.map(({ name }) => name)).not.toContain('bridge')
    expect(results.map(({ name }) => name)).not.toContain('signing-secret')
  })
})

describe('the checks', () => {
  test('have names of their own, and stand behind those that they need', () => {
    const seen = new Set<string>()
    for (const { name, needs } of CHECKS) {
      expect(seen, name).not.toContain(name)
      for (const need of needs) expect(seen, `${name} needs ${need}`).toContain(need)
      seen.add(name)
    }
  })

  test('name what is missing from .env and not what is in it', async () => {
    const secret = async () => ({ accountSid: 'AC0123', authToken: 'hunter2', phoneNumber: '+12025550100' })
    const results = await examine(CHECKS, { ...look, secret })
    const found = results.find(({ name }) => name === 'twilio-secret')
    expect(found).toMatchObject({ verdict: 'fail', says: expect.stringContaining('the auth token is 32 digits') })
    expect(JSON.stringify(results)).not.toContain('hunter2')
  })
})

describe('what is said', () => {
  const results = [
    { name: 'a', verdict: 'ok', says: 'fine' },
    { name: 'bridge', verdict: 'fail', says: 'broken', fix: 'glue it' },
  ] as const

  test('is a line for each check, the fix beneath', () => {
    expect(linesOf('this machine', results)).toEqual([
      'Examined: this machine',
      'ok    a       fine',
      'FAIL  bridge  broken',
      '              glue it',
      '1 to mend, 0 to look at',
    ])
  })

  test('is one JSON object for programs', () => {
    expect(JSON.parse(jsonOf('this machine', results))).toMatchObject({ ok: false, failed: 1, results })
  })
})
