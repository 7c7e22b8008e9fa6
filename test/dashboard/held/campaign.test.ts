import { expect, test } from 'vitest'
import { withProgress, withSnapshot, withUpdate } from '../../../dashboard/held/campaign.ts'
import { aCampaign, aSnapshot, campaignId, someStats } from '../support/build.ts'

const held = withSnapshot(undefined, aSnapshot({ version: 5 }), { askedAt: 0, at: 1 })
const progress = (version: number, finished: number) => ({ campaignId: campaignId(1), version, stats: someStats({ finished }) })

test('an update of an older version changes nothing', () => {
  expect(withUpdate(held, aCampaign({ version: 4, state: 'paused' }))).toBe(held)
})

test('an update of the same or a newer version is taken', () => {
  expect(withUpdate(held, aCampaign({ version: 5, state: 'paused' })).campaign.state).toBe('paused')
  expect(withUpdate(held, aCampaign({ version: 6, state: 'paused' })).campaign.state).toBe('paused')
})

test('progress of an older version changes nothing', () => {
  const newer = withProgress(held, progress(7, 20), 2)
  expect(withProgress(newer, progress(6, 19), 3)).toBe(newer)
})

test('the versions of a campaign and of its progress are not compared with each other', () => {
  const moved = withProgress(held, progress(1, 11), 2)
  expect(moved.stats?.finished).toBe(11)
  expect(withUpdate(moved, aCampaign({ version: 6, state: 'paused' }))).toMatchObject({
    campaign: { state: 'paused' },
    stats: { finished: 11 },
  })
})

test('a snapshot that was asked for before the last push brings no old counters back', () => {
  const pushed = withProgress(held, progress(3, 30), 50)
  const merged = withSnapshot(pushed, aSnapshot({ version: 5 }, { finished: 25 }), { askedAt: 40, at: 60 })
  expect(merged.stats?.finished).toBe(30)
})

test('a snapshot that was asked for after the last push is newer than it', () => {
  const pushed = withProgress(held, progress(3, 30), 50)
  const merged = withSnapshot(pushed, aSnapshot({ version: 5 }, { finished: 35 }), { askedAt: 55, at: 60 })
  expect(merged.stats?.finished).toBe(35)
  expect(withProgress(merged, progress(2, 29), 70)).toBe(merged)
})

test('a snapshot with an older campaign keeps the newer state', () => {
  const paused = withUpdate(held, aCampaign({ version: 6, state: 'paused' }))
  expect(withSnapshot(paused, aSnapshot({ version: 5 }), { askedAt: 55, at: 60 }).campaign.state).toBe('paused')
})
