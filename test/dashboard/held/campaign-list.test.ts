import { expect, test } from 'vitest'
import { changeOne, withListed, withSnapshots } from '../../../dashboard/held/campaign-list.ts'
import { aCampaign, aSnapshot, campaignId } from '../support/build.ts'

const asked = { askedAt: 0, at: 1 }
const older = aSnapshot({ id: campaignId(1), name: 'Older', createdAt: '2026-11-01T00:00:00.000Z' })
const newer = aSnapshot({ id: campaignId(2), name: 'Newer', createdAt: '2026-11-02T00:00:00.000Z' })
const list = withSnapshots(undefined, [older, newer], asked)
const names = (items: typeof list): string[] => items.items.map(({ campaign }) => campaign.name)

test('stands newest first, however it was read', () => {
  expect(names(list)).toEqual(['Newer', 'Older'])
})

test('a campaign that appears is put in its place, without counters until they are heard', () => {
  const grown = withListed(list, aCampaign({ id: campaignId(3), name: 'Newest', createdAt: '2026-11-03T00:00:00.000Z' }))
  expect(names(grown)).toEqual(['Newest', 'Newer', 'Older'])
  expect(grown.items[0]?.stats).toBeUndefined()
})

test('a page that is read again keeps what other pages brought', () => {
  const next = withSnapshots(list, [aSnapshot({ id: campaignId(2), name: 'Renamed', createdAt: newer.createdAt, version: 2 })], asked)
  expect(names(next)).toEqual(['Renamed', 'Older'])
})

test('a change touches one campaign only', () => {
  const changed = changeOne(list, campaignId(1), (held) => ({ ...held, statsVersion: 9 }))
  expect(changed.items.map(({ statsVersion }) => statsVersion)).toEqual([-1, 9])
})
