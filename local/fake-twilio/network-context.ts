// What every call of the simulated network shares.
import type { SystemClock } from '../clock/clock.ts'
import type { Frames } from '../media-stream/frames.ts'
import type { Ticker } from '../media-stream/ticker.ts'
import type { Edges } from '../twilio-webhooks/edges.ts'
import type { Webhooks } from '../twilio-webhooks/webhooks.ts'
import type { SimulatedCall } from './call.ts'
import type { CallBook } from './call-book.ts'
import type { FaultSettings } from './fault-settings.ts'
import type { Faults } from './faults.ts'
import type { Recordings } from './recordings.ts'

export type CallChange = { kind: 'created' | 'ringing' | 'answered' | 'ended'; call: SimulatedCall }

export type NetworkContext = {
  clock: SystemClock
  accountSid: string
  seed: number
  /** What is wrong at this moment, and the account's limits. */
  settings: () => FaultSettings & { 'calls-per-second': number }
  edges: Edges
  book: CallBook
  webhooks: Webhooks
  faults: Faults
  recordings: Recordings
  frames: Frames
  ticker: Ticker
  /** Whether a call that is answered now carries a sample of its audio instead of all of it. */
  isSample: () => boolean
  log: (line: string) => void
  onCall: (change: CallChange) => void
  onHeard: (audio: Buffer, callSid: string) => void
}
