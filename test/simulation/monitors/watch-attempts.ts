// Watches the history of every attempt: it never goes back, and its end is recorded soon (I3, I11).
import { RANK } from '#domain/attempt.ts'
import type { Switchboard } from '../network/switchboard.ts'
import { rankOf } from './attempt-states.ts'
import { type Books, text } from './books.ts'
import type { Violations } from './violations.ts'

type Needs = { books: Books; violations: Violations; now: () => number; switchboard: () => Switchboard; lateAfterMs: number }

export const watchAttempts = ({ books, violations, now, switchboard, lateAfterMs }: Needs): void => {
  const watchSettled = (id: string, callSid: string): void => {
    const endedAt = switchboard().find(callSid)?.endedAt
    const late = now() - (endedAt ?? now())
    if (endedAt === undefined) violations.add('I6', `${id} is over before its call is`)
    if (late > lateAfterMs) violations.add('I3', `${id} is settled ${Math.round(late / 1_000)} s after the end of the call`)
  }

  books.watch(({ kind, id, before, after }) => {
    if (kind !== 'attempt' || !before) return
    const [was, is] = [text(before, 'state'), text(after, 'state')]
    if (was === is) return
    const hasGoneBack = rankOf(is) < rankOf(was) || rankOf(was) === RANK.completed
    if (hasGoneBack) violations.add('I11', `${id} goes from ${was} to ${is}`)
    const callSid = text(after, 'callSid')
    if (rankOf(is) === RANK.completed && callSid !== undefined) watchSettled(id, callSid)
  })
}
