import { expect, test } from 'vitest'
import type { FunctionName } from '#env/all.ts'
import { type Kept, redrive } from '../../../infra/redrive/redrive.ts'

const uploaded = (key: string): string =>
  JSON.stringify({ source: 'aws.s3', 'detail-type': 'Object Created', detail: { bucket: { name: 'lists' }, object: { key, size: 7 } } })
const changes = JSON.stringify({ requestContext: { condition: 'RetryAttemptsExhausted' }, DDBStreamBatchInfo: { shardId: 'shardId-1' } })

/** A queue with these bodies, whose taken messages nobody else sees for the time being. */
const queueOf = (...bodies: string[]) => {
  const left: Kept[] = bodies.map((body, i) => ({ handle: `handle-${i}`, body, why: i === 0 ? 'the table was throttled' : '' }))
  const invoked: { name: FunctionName; event: unknown }[] = []
  const dropped: string[] = []
  const queue = {
    take: async () => left.splice(0, 2),
    invoke: async (name: FunctionName, event: unknown) => void invoked.push({ name, event }),
    drop: async (handle: string) => void dropped.push(handle),
  }
  const said: string[] = []
  const say = (line: string): void => void said.push(line)
  return { queue, invoked, dropped, said, say }
}

test('every event goes to the function that it was meant for, and out of the queue', async () => {
  const { queue, invoked, dropped, said, say } = queueOf(
    uploaded('inbox/cmp_1/list.csv'),
    uploaded('imports/wake/cmp_1/imp_1'),
    uploaded('suppressions/sup_1/list.csv'),
    uploaded('imports/wake/suppressions/sup_1'),
    uploaded('exports/wake/exp_1'),
  )
  expect(await redrive(queue, { isLook: false, say })).toBe(5)
  expect(invoked.map(({ name }) => name)).toEqual([
    'import-contacts',
    'import-contacts',
    'import-suppressions',
    'import-suppressions',
    'export-contacts',
  ])
  expect(invoked[0]?.event).toEqual(JSON.parse(uploaded('inbox/cmp_1/list.csv')))
  expect(dropped).toHaveLength(5)
  expect(said[0]).toBe('import-contacts for inbox/cmp_1/list.csv (given up because: the table was throttled)')
})

test('changes that pages missed are past', async () => {
  const { queue, invoked, dropped, say } = queueOf(changes)
  await redrive(queue, { isLook: false, say })
  expect([invoked, dropped]).toEqual([[], ['handle-0']])
})

test('what nobody understands stays for a person', async () => {
  const { queue, invoked, dropped, said, say } = queueOf('not JSON', uploaded('elsewhere/list.csv'))
  await redrive(queue, { isLook: false, say })
  expect([invoked, dropped]).toEqual([[], []])
  expect(said.every((line) => line.startsWith('left in the queue'))).toBe(true)
})

test('a look changes nothing', async () => {
  const { queue, invoked, dropped, said, say } = queueOf(uploaded('inbox/cmp_1/list.csv'), changes)
  expect(await redrive(queue, { isLook: true, say })).toBe(2)
  expect([invoked, dropped, said.length]).toEqual([[], [], 2])
})
