// Hands batches of records to a function in order: what fails is split, tried again, and given up in the end so that it holds nothing up.
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod/mini'
import type { Invoke, StreamSource } from '../system.ts'
import type { LambdaRecord } from './record.ts'

export type DeliveryOptions = {
  source: Pick<StreamSource, 'functionArn' | 'retryAttempts' | 'maxAgeSeconds' | 'reportsItemFailures'>
  invoke: Invoke
  signal: AbortSignal
  log: (line: string) => void
  /** Before the first retry; doubles with each further one. */
  retryAfterMs?: number
}

const RETRY_AFTER_MS = 200
const MOST_WAIT_MS = 60_000

const PartialFailure = z.nullish(z.object({ batchItemFailures: z.nullish(z.array(z.object({ itemIdentifier: z.string() }))) }))

/** `done` records from the front were handled. `isWhole`: the function did not say which record it failed on. */
type Attempt = { done: number; isWhole: boolean; reason: string }

const ageSeconds = ({ dynamodb }: LambdaRecord): number => Date.now() / 1_000 - dynamodb.ApproximateCreationDateTime

export const createDelivery = ({ source, invoke, signal, log, retryAfterMs = RETRY_AFTER_MS }: DeliveryOptions) => {
  const { functionArn, retryAttempts, maxAgeSeconds, reportsItemFailures } = source

  /** Says which are given up; what is left begins with the first that is young enough. */
  const withoutOld = (records: LambdaRecord[]): LambdaRecord[] => {
    const young = records.filter((record) => ageSeconds(record) <= maxAgeSeconds)
    const old = records.length - young.length
    if (old > 0) log(`${functionArn} is not told of ${old} stream records that are older than ${maxAgeSeconds} s`)
    return young
  }

  const attempt = async (records: LambdaRecord[]): Promise<Attempt> => {
    try {
      const result = await invoke(functionArn, { Records: records })
      const failures = reportsItemFailures ? (PartialFailure.safeParse(result).data?.batchItemFailures ?? []) : []
      const failed = failures.map(({ itemIdentifier }) => records.findIndex(({ dynamodb }) => dynamodb.SequenceNumber === itemIdentifier))
      const done = Math.min(records.length, ...failed)
      return done < 0
        ? { done: 0, isWhole: true, reason: 'it reported a record that was not in the batch' }
        : { done, isWhole: false, reason: 'it reported this record' }
    } catch (error) {
      return { done: 0, isWhole: true, reason: String(error) }
    }
  }

  /** Rejects only when the poller is being closed. */
  const deliver = async (records: LambdaRecord[]): Promise<void> => {
    let rest = records
    let failures = 0
    while (rest.length > 0) {
      signal.throwIfAborted()
      const young = withoutOld(rest)
      if (young[0] !== rest[0]) failures = 0
      rest = young
      if (rest.length === 0) return
      const { done, isWhole, reason } = await attempt(rest)
      rest = rest.slice(done)
      const [head, ...others] = rest
      if (!head) return
      if (isWhole && others.length > 0) {
        const middle = Math.ceil(rest.length / 2)
        await deliver(rest.slice(0, middle))
        return deliver(rest.slice(middle))
      }
      failures = done > 0 ? 1 : failures + 1
      if (failures <= retryAttempts) await sleep(Math.min(retryAfterMs * 2 ** (failures - 1), MOST_WAIT_MS), undefined, { signal })
      else {
        log(`${functionArn} failed ${failures} times on stream record ${head.dynamodb.SequenceNumber}, which is given up: ${reason}`)
        rest = others
        failures = 0
      }
    }
  }
  return deliver
}
