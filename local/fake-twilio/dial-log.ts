// The provider's own log of every dial that reached it: when its request came, how it was answered, and what became of its call.
import type { CallBook } from './call-book.ts'

export type Dial = {
  /** When the first byte of the request was there: campaign time, and the machine's. */
  postedAt: number
  postedMs: number
  to: string | null
  /** Names the attempt, when the dial was ours. */
  statusCallback: string | null
  /** HTTP status and Twilio's code; `reset` and `hang`: nobody learned of the call, if there is one. */
  answer?: { status: number; code?: number } | 'reset' | 'hang'
  sid?: string
}

export type DialLog = {
  begin(dial: Dial): Dial
  /** Oldest first, each with its call as it is now. */
  list(): object[]
}

/** Longer runs lose their beginning. */
const KEPT = 100_000

export const createDialLog = (book: CallBook): DialLog => {
  const dials: Dial[] = []
  return {
    begin(dial) {
      dials.push(dial)
      if (dials.length > KEPT) dials.shift()
      return dial
    },
    list: () =>
      dials.map((dial) => {
        const call = dial.sid === undefined ? undefined : book.find(dial.sid)
        if (!call) return dial
        const { status, queueMs, startedAt, ringingAt, answeredAt, endedAt, answeredBy, said, media } = call
        return { ...dial, status, queueMs, startedAt, ringingAt, answeredAt, endedAt, answeredBy, said, media }
      }),
  }
}
