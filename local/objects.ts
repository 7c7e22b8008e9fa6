// Tells the functions of a bucket about its new objects, with the events that S3 sends through EventBridge.
import { randomUUID } from 'node:crypto'
import type { CreatedObject } from './s3/s3.ts'
import type { Invoke, ObjectRule } from './system.ts'

export type ObjectEventsOptions = {
  rules: ObjectRule[]
  invoke: Invoke
  region: string
  account: string
  log: (line: string) => void
}

export type ObjectEvents = {
  onCreated(created: CreatedObject): void
  /** Waits for the functions that still run. */
  close(): Promise<void>
}

const DETAIL_TYPE = 'Object Created'

/** Grows with each event of a process, and from one process to the next. */
const createSequencer = (): (() => string) => {
  let last = 0
  return () => {
    last = Math.max(last + 1, Date.now() * 1_000)
    return last.toString(16).toUpperCase().padStart(18, '0')
  }
}

export const createObjectEvents = ({ rules, invoke, region, account, log }: ObjectEventsOptions): ObjectEvents => {
  const nextSequencer = createSequencer()
  const running = new Set<Promise<void>>()

  const eventOf = ({ bucket, key, size, etag, versionId }: CreatedObject) => ({
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
      object: { key, size, etag, 'version-id': versionId, sequencer: nextSequencer() },
      'request-id': randomUUID(),
      requester: account,
      'source-ip-address': '127.0.0.1',
      reason: 'PutObject',
    },
  })

  /** Lambda would run a failed event again as often as the function asks for: the functions here ask for never. */
  const tell = async (rule: ObjectRule, created: CreatedObject): Promise<void> => {
    try {
      await invoke(rule.functionArn, eventOf(created))
    } catch (error) {
      log(`${rule.functionArn} failed on the new object ${created.key}: ${error}`)
    }
  }

  return {
    onCreated: (created) => {
      for (const rule of rules) {
        const isAbout = rule.bucketName === created.bucket && rule.detailTypes.includes(DETAIL_TYPE)
        if (!isAbout || !created.key.startsWith(rule.keyPrefix)) continue
        const work = tell(rule, created).finally(() => running.delete(work))
        running.add(work)
      }
    },
    close: async () => {
      await Promise.all(running)
    },
  }
}
