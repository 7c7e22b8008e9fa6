// A batch of the table's stream, gathered by campaign, as DynamoDB hands it over.
import { marshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, it } from 'vitest'
import { CampaignId } from '#contract/ids.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { ids } from '#runtime/ids.ts'
import { changesIn, suppressionImportsIn } from '#runtime/table-stream.ts'
import {
  activityKey,
  attemptKey,
  breakdownKey,
  campaignKey,
  contactKey,
  exportKey,
  importKey,
  laneKey,
  numberKey,
  suppressionImportKey,
  topicPartition,
  turnKey,
} from '#store/table.ts'
import {
  aCampaign,
  aContact,
  anAttempt,
  anExport,
  aSuppressionImport,
  attemptId,
  campaignId,
  contactId,
  phone,
} from '../support/builders.ts'

type Key = { PK: string; SK: string }
const changed = (key: Key, item: object = {}) => ({
  dynamodb: { Keys: marshall(key), NewImage: marshall({ ...key, ...item }, { removeUndefinedValues: true }) },
})
const removed = (key: Key) => ({ dynamodb: { Keys: marshall(key) } })
const other = CampaignId.parse('cmp_01JD0000000000000000000009')

const nothing = { campaignId, campaignChanged: false, countersChanged: false, calls: [], turns: [], activity: [], exports: [] }

describe('a batch of changes', () => {
  it('tells of a campaign, and of its counters, for its total is one of them', () => {
    expect(changesIn({ Records: [changed(campaignKey(campaignId), aCampaign())] })).toEqual([
      { ...nothing, campaignChanged: true, countersChanged: true },
    ])
  })

  it('tells of counters when a lane has changed', () => {
    expect(changesIn({ Records: [changed(laneKey(campaignId, 12))] })).toEqual([{ ...nothing, countersChanged: true }])
  })

  it('tells of an attempt as it is, without what the table keeps for itself', () => {
    const [changes] = changesIn({ Records: [changed(attemptKey(attemptId), anAttempt({ state: 'ringing' }))] })
    expect(changes).toEqual({ ...nothing, calls: [anAttempt({ state: 'ringing' })] })
  })

  it('tells of an attempt that changed several times only how it is in the end', () => {
    const second = attemptIdOf(campaignId, contactId, 2)
    const states = ['claimed', 'queued', 'ringing'] as const
    const Records = [
      ...states.map((state, version) => changed(attemptKey(attemptId), anAttempt({ state, version }))),
      changed(attemptKey(second), anAttempt({ id: second, n: 2, state: 'busy' })),
      changed(attemptKey(attemptId), anAttempt({ state: 'answered', version: 4 })),
    ]
    expect(changesIn({ Records })[0]?.calls.map(({ n, state }) => [n, state])).toEqual([
      [1, 'answered'],
      [2, 'busy'],
    ])
  })

  it('tells of what was said, correction and all, in the order in which it was written', () => {
    const turn = (index: number, text: string) => ({ callId: attemptId, index, atMs: 0, by: 'agent', kind: 'said', text })
    const said = [turn(0, 'Hello.'), turn(1, 'Well then.'), turn(1, 'Well…')]
    const Records = said.map((one) => changed(turnKey(attemptId, one.index), one))
    expect(changesIn({ Records })).toEqual([{ ...nothing, turns: said }])
    expect(changesIn({ Records: [changed(turnKey(attemptId, 0), { text: 'half' })] })).toEqual([nothing])
  })

  it('tells of new entries of the activity log, and of none that cannot be read', () => {
    const entry = { id: '01J', campaignId, at: '2026-11-03T14:00:00.000Z', by: 'person', action: 'paused' }
    expect(changesIn({ Records: [changed(activityKey(campaignId, '01J'), entry)] })).toEqual([{ ...nothing, activity: [entry] }])
    expect(changesIn({ Records: [changed(activityKey(campaignId, '01J'), { at: 'soon' })] })).toEqual([nothing])
  })

  it('tells how far the counting of its calls is, and that it has ended', () => {
    const counting = { counted: { total: { calls: 4, answered: 1, successful: 1, contacts: 3 } }, isHeld: true }
    const told = (item: object) => changesIn({ Records: [changed(breakdownKey(campaignId), item)] })
    expect(told({ version: 2, counting })).toMatchObject([{ ...nothing, breakdown: { version: 2, counting: { contacts: 3 } } }])
    expect(told({ version: 3, done: {} })).toEqual([{ ...nothing, breakdown: { version: 3 } }])
    expect(changesIn({ Records: [removed(breakdownKey(campaignId))] })).toEqual([])
  })

  it('tells how far an export is', () => {
    const record = anExport({ rows: 12 })
    expect(changesIn({ Records: [changed(exportKey(campaignId, record.id), record)] })).toEqual([{ ...nothing, exports: [record] }])
  })

  it('is one entry for each campaign, however its records are mixed', () => {
    const Records = [campaignId, other, campaignId, other].flatMap((id) => [changed(campaignKey(id)), changed(laneKey(id, 0))])
    expect(changesIn({ Records }).map(({ campaignId }) => campaignId)).toEqual([campaignId, other])
  })

  it('tells nothing to anybody of contacts, imports, and of what is not a campaign’s', () => {
    const Records = [
      changed(contactKey(campaignId, contactId), aContact()),
      changed(importKey(campaignId, ids.import())),
      changed(numberKey(phone)),
      changed({ PK: topicPartition(campaignId), SK: 'CONNECTION#1' }),
      changed({ PK: `CAMPAIGNS`, SK: '2026' }),
    ]
    for (const changes of changesIn({ Records })) expect(changes).toEqual(nothing)
  })

  it('passes over what was removed, what cannot be read, and records without keys', () => {
    const Records = [removed(campaignKey(campaignId)), changed(attemptKey(attemptId), { state: 'asleep' }), {}, { dynamodb: {} }]
    for (const changes of changesIn({ Records })) expect(changes).toEqual(nothing)
    expect(changesIn({ Records: [] })).toEqual([])
  })
})

describe('lists of numbers that nobody may call', () => {
  const listed = aSuppressionImport()
  const change = (rows: number, version: number) => changed(suppressionImportKey(listed.id), { ...listed, rows, version })

  it('are told as they were last, and belong to no campaign', () => {
    const Records = [change(200, 2), change(400, 3)]
    expect(suppressionImportsIn({ Records })).toEqual([{ ...listed, rows: 400, version: 3 }])
    expect(changesIn({ Records })).toEqual([])
  })

  it('are passed over when they cannot be read, and found in nothing else', () => {
    const Records = [changed(suppressionImportKey(listed.id), { rows: 'many' }), changed(campaignKey(campaignId), aCampaign())]
    expect(suppressionImportsIn({ Records })).toEqual([])
  })
})
