import { marshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, it } from 'vitest'
import type { AttemptRecord } from '#app/records/attempt.ts'
import { ImportId } from '#contract/ids.ts'
import { type NewsStreamEvent, newsIn } from '#runtime/news-stream.ts'
import { attemptKey, campaignKey, importKey } from '#store/table.ts'
import { aCampaign, anAttempt } from '../support/builders.ts'

type Record = NewsStreamEvent['Records'][number]

const change = (key: { PK: string; SK: string }, before: object | undefined, after: object | undefined): Record => ({
  dynamodb: {
    Keys: marshall(key),
    ...(before ? { OldImage: marshall(before, { removeUndefinedValues: true }) } : {}),
    ...(after ? { NewImage: marshall(after, { removeUndefinedValues: true }) } : {}),
    SequenceNumber: '700',
  },
})
const call = (before: Partial<AttemptRecord>, after: Partial<AttemptRecord>): Record => {
  const [was, is] = [anAttempt(before), anAttempt(after)]
  return change(attemptKey(is.id), was, is)
}
const typesIn = (...Records: Record[]): string[] => newsIn({ Records }).map(({ type }) => type)
const ended = { state: 'completed', outcome: 'human' } as const
const result = { conversationId: 'c', state: 'done' as const }

describe('a call', () => {
  it.each([
    ['has ended', [{ state: 'answered' }, ended], ['call.ended']],
    ['never reached anybody', [{ state: 'unknown' }, { state: 'failed', outcome: 'unresolved' }], ['call.ended']],
    ['meant something else', [ended, { ...ended, outcome: 'voicemail' }], ['call.updated']],
    ['has its result', [ended, { ...ended, result }], ['call.updated']],
    ['will have no result', [ended, { ...ended, resultMissing: 'nobody told' }], ['call.updated']],
    ['rings', [{ state: 'queued' }, { state: 'ringing' }], []],
    ['is void', [{ state: 'claimed' }, { state: 'void' }], []],
    ['is over and only looked at', [ended, { ...ended, version: 9, closedFirst: 'caller' }], []],
    ['has its result while it goes on', [{ state: 'answered' }, { state: 'answered', result }], []],
  ] as const)('that %s', (_, [before, after], told) => {
    expect(typesIn(call(before, after))).toEqual(told)
  })
})

describe('a campaign', () => {
  const { id } = aCampaign()
  it('that changes its state is news, with the state before', () => {
    const paused = change(campaignKey(id), aCampaign({ state: 'active' }), aCampaign({ state: 'paused' }))
    expect(newsIn({ Records: [paused] })).toMatchObject([{ type: 'campaign.state-changed', before: 'active', sequence: '700' }])
  })
  it('that is new, edited or gone is none', () => {
    const edited = change(campaignKey(id), aCampaign(), aCampaign({ name: 'Other', version: 2 }))
    expect(typesIn(change(campaignKey(id), undefined, aCampaign()), edited, change(campaignKey(id), aCampaign(), undefined))).toEqual([])
  })
})

describe('an import', () => {
  const counts = { rows: 1, imported: 1, updated: 0, duplicates: 0, rejected: 0, rejects: [] }
  const list = (state: string) => ({ id: 'imp_0123456789AB', campaignId: aCampaign().id, fileName: 'a.csv', ...counts, state })
  const key = importKey(aCampaign().id, ImportId.parse('imp_0123456789AB'))
  it('is news once it is read, or cannot be', () => {
    expect(typesIn(change(key, list('importing'), list('imported')))).toEqual(['import.finished'])
    expect(typesIn(change(key, list('waiting'), list('failed')))).toEqual(['import.finished'])
  })
  it('is none while it is read or when it is taken back', () => {
    const going = [change(key, undefined, list('waiting')), change(key, list('importing'), list('importing'))]
    expect(typesIn(...going, change(key, list('imported'), list('undoing')), change(key, list('imported'), list('imported')))).toEqual([])
  })
})

it('what cannot be read, and what belongs to no campaign, is passed by', () => {
  const strange = change(campaignKey(aCampaign().id), { state: 'active' }, { state: 'paused' })
  expect(typesIn(strange, change({ PK: 'WEBHOOK#x', SK: 'CAMPAIGN' }, aCampaign(), aCampaign({ state: 'paused' })), {})).toEqual([])
})
