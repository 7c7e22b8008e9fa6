import { describe, expect, it } from 'vitest'
import { Call } from '#contract/call.ts'
import { Contact } from '#contract/contact.ts'
import { compare, differences, recount } from '../../../local/run/audit.ts'

const campaign = 'cmp_01JD0000000000000000000000'
const contact = (state: string) =>
  Contact.parse({ id: 'ctc_00123456789abcdef012345678', campaignId: campaign, phone: '+12025550142', variables: {}, state, attempts: 1 })
const call = (changes: object) =>
  Call.parse({
    ...{
      edition: 1,
      id: 'att_01JD0000000000000000000000_00123456789abcdef012345678_1',
      campaignId: campaign,
      contactId: 'ctc_00123456789abcdef012345678',
    },
    ...{ phone: '+1202 •••• 0142', attempt: 1, state: 'completed', claimedAt: '2026-11-02T15:00:00.000Z', version: 1 },
    ...changes,
  })
const ended = { endedAt: '2026-11-02T15:01:00.000Z' }

describe('the recount', () => {
  it('counts contacts by what they are and calls by how they ended', () => {
    const contacts = ['pending', 'calling', 'retrying', 'done', 'failed'].map(contact)
    const calls = [
      call({ ...ended, callSid: 'CA1', seconds: 30, outcome: 'human' }),
      call({ ...ended, callSid: 'CA2', state: 'busy', outcome: 'busy' }),
      call({ ...ended, state: 'failed', outcome: 'invalid-number' }),
      call({ ...ended, state: 'void' }),
      call({ ...ended, callSid: 'CA4', state: 'failed', outcome: 'unresolved', answeredAt: '2026-11-02T15:00:09.000Z' }),
      call({ callSid: 'CA3', state: 'answered', answeredAt: '2026-11-02T15:00:09.000Z' }),
    ]
    expect(recount(contacts, calls)).toEqual({
      ...{ totalContacts: 5, waiting: 1, live: 1, retrying: 1, finished: 2 },
      ...{ callsPlaced: 4, callsAnswered: 3, callsCompleted: 2, callsFailed: 2 },
      ...{ averageDuration: 15, successRate: 0.5, outcomes: { human: 1, busy: 1, 'invalid-number': 1, unresolved: 1 } },
    })
  })
})

describe('the differences', () => {
  const counted = recount([contact('done')], [call({ ...ended, callSid: 'CA1', seconds: 30, outcome: 'human' })])

  it('are none when counters and recount agree', () => {
    expect(differences(counted, counted)).toEqual([])
    expect(differences({ ...counted, outcomes: { human: 1, busy: 0 } }, counted)).toEqual([])
  })

  it('are said by name, each outcome and each mean too', () => {
    const said = { ...counted, finished: 2, averageDuration: null, outcomes: { busy: 1 } }
    expect(differences(said, counted)).toEqual([
      'finished says 2, a recount 1',
      'averageDuration says null, a recount 30',
      'outcome busy says 1, a recount 0',
      'outcome human says 0, a recount 1',
    ])
  })
})

describe('the comparison with the provider', () => {
  const ours = [call({ callSid: 'CA1' }), call({ callSid: 'CA2' })]

  it('finds nothing when both books agree', () => {
    const theirs = ['CA1', 'CA2'].map((sid) => ({ sid, attemptId: `attempt of ${sid}` }))
    expect(compare(ours, theirs)).toEqual({ calls: 2, duplicates: 0, orphans: 0 })
  })

  it('counts a second call for one attempt, which is also one that we do not know', () => {
    const theirs = [
      { sid: 'CA1', attemptId: 'a' },
      { sid: 'CA2', attemptId: 'b' },
      { sid: 'CA3', attemptId: 'b' },
    ]
    expect(compare(ours, theirs)).toEqual({ calls: 3, duplicates: 1, orphans: 1 })
  })

  it('counts a call of ours that the provider never had', () => {
    expect(compare(ours, [{ sid: 'CA1', attemptId: 'a' }])).toEqual({ calls: 1, duplicates: 0, orphans: 1 })
  })
})
