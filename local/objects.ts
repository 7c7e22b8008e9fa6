// Tells the functions of a bucket about its new objects, with the events that S3 sends through EventBridge.
import { randomUUID } from 'node:crypto'
import { createEventQueue, type EventQueue, type EventQueueOptions } from './event-queue.ts'
import type { CreatedObject } from './s3/s3.ts'
import { compilePatterns } from './streams/pattern.ts'
import type { ObjectRule } from './system.ts'

export type ObjectEventsOptions = EventQueueOptions & { rules: ObjectRule[]; region: string; account: string }

export type ObjectEvents = Omit<EventQueue, 'add'> & { onCreated(created: CreatedObject): void }

const DETAIL_TYPE = 'Object Created'

/** Grows with each event of a process, and from one process to the next. */
const createSequencer = (): (() => string) => {
  let last = 0
  return () => {
    last = Math.max(last + 1, Date.now() * 1_000)
    return last.toString(16).toUpperCase().padStart(18, '0')
  }
}

export const createObjectEvents = ({ rules, region, account, ...options }: ObjectEventsOptions): ObjectEvents => {
  const nextSequencer = createSequencer()
  const { add, deliverLeft, close } = createEventQueue(options)
  const compiled = rules.map(({ pattern, ...rule }) => ({ ...rule, matches: compilePatterns([pattern]) }))

  const eventOf = ({ bucket, key, size, etag, versionId }: CreatedObject, sequencer: string) => ({
    version: '0',
    id: randomUUID(),
    'detail-type': DETAIL_TYPE,
    source: 'aws.s3',
    account,
    time: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [`arn:aws:s3:::${bucket}`],
    detail: {
      version: '0',
      bucket: { name: bucket },
      object: { key, size, etag, 'version-id': versionId, sequencer },
      'request-id': randomUUID(),
      requester: account,
      'source-ip-address': '127.0.0.1',
      reason: 'PutObject',
    },
  })

  return {
    deliverLeft,
    close,
    onCreated: (created) => {
      for (const { matches, functionArn, retryAttempts } of compiled) {
        const id = nextSequencer()
        const event = eventOf(created, id)
        if (matches(event)) add({ id, functionArn, about: `the new object ${created.key}`, event, retryAttempts, failures: 0 })
      }
    },
  }
}
