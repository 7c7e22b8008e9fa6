import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createObjectEvents, type ObjectEventsOptions } from '../../local/objects.ts'
import type { Invoke, ObjectRule } from '../../local/system.ts'
import { eventually } from '../support/eventually.ts'

const created = { bucket: 'uploads', key: 'inbox/cmp_1/list.csv', size: 7, etag: 'abc', versionId: 'v1', metadata: {} }
const INBOX: object = { prefix: 'inbox/' }
const aPattern = ({ bucket = 'uploads', type = 'Object Created', key = INBOX } = {}) => ({
  source: ['aws.s3'],
  'detail-type': [type],
  detail: { bucket: { name: [bucket] }, object: { key: [key] } },
})
const aRule = (overrides: Partial<ObjectRule> = {}): ObjectRule => ({
  pattern: aPattern(),
  functionArn: 'import-contacts',
  retryAttempts: 2,
  ...overrides,
})

const events = (rules: ObjectRule[], answer: Invoke = async () => undefined, options: Partial<ObjectEventsOptions> = {}) => {
  const calls: { functionArn: string; event: unknown }[] = []
  const lines: string[] = []
  const objects = createObjectEvents({
    rules,
    invoke: (functionArn, event) => {
      calls.push({ functionArn, event })
      return answer(functionArn, event)
    },
    region: 'eu-west-1',
    account: '123456789012',
    log: (line) => lines.push(line),
    retryAfterMs: 1,
    ...options,
  })
  onTestFinished(objects.close)
  return { ...objects, calls, lines }
}

test('tells of a new object as S3 does through EventBridge', () => {
  const { onCreated, calls } = events([aRule()])
  onCreated(created)
  expect(calls).toEqual([
    {
      functionArn: 'import-contacts',
      event: {
        version: '0',
        id: expect.any(String),
        'detail-type': 'Object Created',
        source: 'aws.s3',
        account: '123456789012',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
        region: 'eu-west-1',
        resources: ['arn:aws:s3:::uploads'],
        detail: {
          version: '0',
          bucket: { name: 'uploads' },
          object: { key: created.key, size: 7, etag: 'abc', 'version-id': 'v1', sequencer: expect.stringMatching(/^[0-9A-F]{18}$/) },
          'request-id': expect.any(String),
          requester: '123456789012',
          'source-ip-address': '127.0.0.1',
          reason: 'PutObject',
        },
      },
    },
  ])
})

test.each([
  ['another bucket', { bucket: 'other' }],
  ['another prefix', { key: { prefix: 'outbox/' } }],
  ['other names', { key: { 'anything-but': { wildcard: ['*.json', 'inbox/*.csv'] } } }],
  ['other happenings', { type: 'Object Deleted' }],
])('leaves out rules on %s', (_, about) => {
  const { onCreated, calls } = events([aRule({ pattern: aPattern(about) })])
  onCreated(created)
  expect(calls).toEqual([])
})

const GIVEN_UP = 'import-contacts failed 3 times on the new object inbox/cmp_1/list.csv, which is given up: Error: no table'

test('tells a function that fails again, as often as the template says, with the same event', async () => {
  const { onCreated, calls, lines } = events([aRule()], () => Promise.reject(new Error('no table')))
  onCreated(created)
  await eventually(() => lines.at(-1)).toBe(GIVEN_UP)
  expect(calls).toHaveLength(3)
  expect(new Set(calls.map(({ event }) => JSON.stringify(event))).size).toBe(1)
})

test('waits twice as long before the second retry as before the first', async () => {
  const { onCreated, lines } = events([aRule()], () => Promise.reject(new Error('no table')), { retryAfterMs: 20 })
  onCreated(created)
  await eventually(() => lines).toHaveLength(3)
  expect(lines.map((line) => /in ([\d.]+) s/.exec(line)?.[1])).toEqual(['0.02', '0.04', undefined])
})

const aDataDir = () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ringmaster-events-'))
  onTestFinished(() => rmSync(dataDir, { recursive: true }))
  return { dataDir, kept: () => readdirSync(join(dataDir, 'events')) }
}

test('delivers at the next start what a killed process had not finished', async () => {
  const { dataDir, kept } = aDataDir()
  // It was killed while its function ran: nothing of it comes back.
  const killed = events([aRule()], () => new Promise(() => {}), { dataDir })
  killed.onCreated(created)
  expect(kept()).toHaveLength(1)
  const next = events([aRule()], undefined, { dataDir })
  expect(next.calls).toEqual([])
  next.deliverLeft()
  await eventually(kept).toEqual([])
  expect(next.calls).toEqual(killed.calls)
})

test('leaves for the next start what fails while everything ends, and does not count it', async () => {
  const { dataDir, kept } = aDataDir()
  const { promise, reject } = Promise.withResolvers<unknown>()
  const ended = events([aRule({ retryAttempts: 0 })], () => promise, { dataDir })
  ended.onCreated(created)
  ended.close()
  reject(new Error('the database has gone'))
  await expect(promise).rejects.toThrow()
  expect(kept()).toHaveLength(1)
  const next = events([], undefined, { dataDir })
  next.deliverLeft()
  await eventually(kept).toEqual([])
  expect(next.calls).toHaveLength(1)
})

test('counts the failures of earlier runs, so that what always fails is given up', async () => {
  const { dataDir, kept } = aDataDir()
  const fails: Invoke = () => Promise.reject(new Error('no table'))
  const first = events([aRule()], fails, { dataDir, retryAfterMs: 60_000 })
  first.onCreated(created)
  await eventually(() => first.lines).toHaveLength(1)
  first.close()
  const second = events([aRule()], fails, { dataDir })
  second.deliverLeft()
  await eventually(() => second.lines.at(-1)).toBe(GIVEN_UP)
  expect(second.calls).toHaveLength(2)
  expect(kept()).toEqual([])
})

test('does not mind an event that was half written', () => {
  const { dataDir, kept } = aDataDir()
  mkdirSync(join(dataDir, 'events'))
  writeFileSync(join(dataDir, 'events', '1.json.new'), '{"id":')
  events([aRule()], undefined, { dataDir }).deliverLeft()
  expect(kept()).toEqual([])
})
