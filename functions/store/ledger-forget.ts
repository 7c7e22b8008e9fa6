// The transactions by which a person is forgotten: a contact and its calls under other ids, and a number of which a digest is left.
import type { Ledger } from '#app/ports/ledger.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import { FIRST_LANE } from './ledger-contact.ts'
import { changeLane, ended, type PartWrite, part, removal, writeParts } from './ledger-parts.ts'
import { ABSENT, PRESENT } from './requirements.ts'
import { attemptKey, contactKey, forgottenKey, numberKey } from './table.ts'
import type { Table } from './table-operations.ts'

const newCall = (call: AttemptRecord): PartWrite<'attempt'> =>
  part(
    'attempt',
    { put: { ...attemptKey(call.id), ...call, ...(call.endedAt === undefined ? {} : ended(call, call.endedAt)) } },
    { PK: ABSENT },
  )

export const forgettingIn = (table: Table): Pick<Ledger, 'forget' | 'forgetNumber'> => ({
  forget({ calls, contact }) {
    const moved = calls.flatMap(({ call, instead }) => [
      removal('attempt', attemptKey(call.id), { version: call.version }),
      newCall(instead),
    ])
    if (!contact) return writeParts<'contact' | 'attempt' | 'lane'>(table, moved)
    const { before, instead, deltas } = contact
    return writeParts<'contact' | 'attempt' | 'lane'>(table, [
      ...moved,
      removal('contact', contactKey(before.campaignId, before.id), { state: before.state, n: before.n }),
      part('contact', { put: { ...contactKey(instead.campaignId, instead.id), ...instead } }, { PK: ABSENT }),
      ...(Object.keys(deltas).length > 0
        ? [changeLane({ campaignId: before.campaignId, k: FIRST_LANE }, { deltas }, { run: PRESENT })]
        : []),
    ])
  },

  forgetNumber: ({ phone, digest, number, at }) =>
    writeParts<'number'>(table, [
      removal('number', numberKey(phone), { version: number.version, lockedBy: ABSENT }),
      part('number', { put: { ...forgottenKey(digest), at } }),
    ]),
})
