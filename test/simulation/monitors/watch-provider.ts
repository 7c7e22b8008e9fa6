// Watches that what the provider says is acted upon: one that does not answer is let alone, an account that is refused dials no more, machines are hung up on.
import type { DialOutcome, DialRequest } from '#app/ports/telephony.ts'
import { partsOf } from '#domain/ids.ts'
import { isOver, type NetworkCall } from '../network/call.ts'
import type { Switchboard } from '../network/switchboard.ts'
import { type Books, count, text } from './books.ts'
import type { Violations } from './violations.ts'

type Needs = { books: Books; violations: Violations; now: () => number; switchboard: () => Switchboard }

/** What was looked at before a dial is not older than the claim's lease. */
const LOOK_MS = 15_000
/** Whoever should have paused the campaign may have died of it, and the next one, too: so many more dials find out the same. */
const FOUND_OUT = 4
/** A machine that was heard is off the line so soon. */
const HUNG_UP_MS = 5_000

export const watchProvider = ({ books, violations, now, switchboard }: Needs) => {
  /** By campaign: when the account was refused first, and how often one of its dials has found that out again. */
  const refused = new Map<string, { at: number; times: number }>()
  const heard = new Map<string, number>()
  const machines = new Set<string>()

  books.watch(({ kind, id, after }) => {
    // A person who resumes it may try again.
    if (kind === 'campaign' && text(after, 'state') !== 'active') refused.delete(id)
  })

  const keepsLine = ({ sid, attemptId }: NetworkCall): boolean => {
    const attempt = books.get('attempt', attemptId)
    // A call that is not the attempt's own is cancelled by whoever finds it.
    return text(attempt, 'callSid') === sid && text(attempt, 'state') !== 'void'
  }

  return {
    dialled({ attemptId }: DialRequest): void {
      for (const breaker of books.all('breaker')) {
        // Who tries whether it works again says so first.
        if (breaker.state === 'open' && now() > count(breaker, 'openedMs') + LOOK_MS)
          violations.add('breaker', `${attemptId} is dialled though ${breaker.provider} is given a rest`)
      }
    },

    answered({ attemptId }: DialRequest, outcome: DialOutcome): void {
      const { campaignId } = partsOf(attemptId)
      // It may call again, and whoever should have paused the campaign has died of something.
      if (outcome.kind === 'accepted') refused.delete(campaignId)
      if (outcome.kind !== 'refused' || outcome.by !== 'account' || books.campaign(campaignId)?.state !== 'active') return
      const found = refused.get(campaignId) ?? { at: now(), times: 0 }
      refused.set(campaignId, found)
      if (now() > found.at + LOOK_MS) found.times += 1
      if (found.times > FOUND_OUT) violations.add('refused', `${attemptId}, ${now() - found.at} ms after the account was refused first`)
    },

    machineHeard(sid: string): void {
      machines.add(sid)
      if (!heard.has(sid)) heard.set(sid, now())
    },

    /** Calls that were told to be answered by machines. */
    machines,

    look(): void {
      for (const [sid, at] of heard) {
        if (now() <= at + HUNG_UP_MS) continue
        heard.delete(sid)
        const call = switchboard().find(sid)
        if (call && !isOver(call) && keepsLine(call)) violations.add('machine', `${sid} of ${call.attemptId}`)
      }
    },
  }
}
