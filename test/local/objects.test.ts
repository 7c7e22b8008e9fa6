import { expect, test } from 'vitest'
import { createObjectEvents } from '../../local/objects.ts'
import type { Invoke, ObjectRule } from '../../local/system.ts'

const created = { bucket: 'uploads', key: 'inbox/cmp_1/list.csv', size: 7, etag: 'abc', versionId: 'v1', metadata: {} }
const aRule = (overrides: Partial<ObjectRule> = {}): ObjectRule => ({
  bucketName: 'uploads',
  detailTypes: ['Object Created'],
  keyPrefix: 'inbox/',
  functionArn: 'import-contacts',
  ...overrides,
})

const events = (rules: ObjectRule[], answer: Invoke = async () => undefined) => {
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
  })
  return { ...objects, calls, lines }
}

test('tells of a new object as S3 does through EventBridge', async () => {
  const { onCreated, close, calls } = events([aRule()])
  onCreated(created)
  await close()
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
  ['another bucket', { bucketName: 'other' }],
  ['another prefix', { keyPrefix: 'outbox/' }],
  ['other happenings', { detailTypes: ['Object Deleted'] }],
])('leaves out rules on %s', async (_, overrides) => {
  const { onCreated, close, calls } = events([aRule(overrides)])
  onCreated(created)
  await close()
  expect(calls).toEqual([])
})

test('names the function that fails, and invokes it once', async () => {
  const { onCreated, close, calls, lines } = events([aRule()], () => Promise.reject(new Error('no table')))
  onCreated(created)
  await close()
  expect(calls).toHaveLength(1)
  expect(lines).toEqual(['import-contacts failed on the new object inbox/cmp_1/list.csv: Error: no table'])
})
