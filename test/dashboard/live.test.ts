import { expect, test } from 'vitest'
import type { PushedEvent } from '#contract/events.ts'
import { createLive, type Topic } from '../../dashboard/live.ts'
import { aCampaign, campaignId, progressOf, someStats, updateOf } from './support/build.ts'
import { fakeSockets } from './support/sockets.ts'
import { manualTiming } from './support/timing.ts'

const ticketed = () => Promise.resolve().then(() => {})

const aLive = async () => {
  const { openSocket, sockets, newest } = fakeSockets()
  const timing = manualTiming()
  const events: PushedEvent[] = []
  const snapshots: Topic[] = []
  const unreadable: string[] = []
  const live = createLive({
    ticket: async () => ({ ticket: 't', socketUrl: 'wss://live.test' }),
    openSocket,
    timing,
    onEvent: (event) => events.push(event),
    onSnapshotNeeded: (topic) => snapshots.push(topic),
    onUnreadable: (text) => unreadable.push(text),
  })
  await ticketed()
  return { live, timing, sockets, newest, events, snapshots, unreadable }
}

const subscribe = (id: Topic) => ({ action: 'subscribe', campaignId: id })
const unsubscribe = (id: Topic) => ({ action: 'unsubscribe', campaignId: id })

test('subscribes what is watched once the line is live, and at once afterwards', async () => {
  const { live, newest } = await aLive()
  live.watch('all')
  newest().open()
  live.watch(campaignId(1))
  expect(newest().sent).toEqual([subscribe('all'), subscribe(campaignId(1))])
})

test('subscribes a topic once for several watchers, and leaves it with the last of them', async () => {
  const { live, newest } = await aLive()
  newest().open()
  const [first, second] = [live.watch('all'), live.watch('all')]
  first()
  expect(newest().sent).toEqual([subscribe('all')])
  second()
  expect(newest().sent).toEqual([subscribe('all'), unsubscribe('all')])
})

test('asks for a snapshot when the subscription is proven, not before and not again', async () => {
  const { live, newest, snapshots } = await aLive()
  newest().open()
  live.watch(campaignId(1))
  newest().say(progressOf(1, someStats()))
  expect(snapshots).toEqual([])
  newest().say(updateOf(aCampaign()))
  newest().say(updateOf(aCampaign({ version: 2 })))
  expect(snapshots).toEqual([campaignId(1)])
})

test('after a loss it subscribes again and asks for a new snapshot', async () => {
  const { live, timing, sockets, newest, snapshots } = await aLive()
  live.watch('all')
  newest().open()
  newest().say({ event: 'active_campaigns_list', version: 1, data: { campaigns: [] } })
  newest().cut()
  timing.advance(1_000)
  await ticketed()
  expect(sockets).toHaveLength(2)
  newest().open()
  newest().say({ event: 'active_campaigns_list', version: 1, data: { campaigns: [] } })
  expect(newest().sent).toEqual([subscribe('all')])
  expect(snapshots).toEqual(['all', 'all'])
})

test('a page that wakes checks the line and asks for snapshots of what it shows', async () => {
  const { live, newest, snapshots } = await aLive()
  newest().open()
  live.watch(campaignId(1))
  live.wake()
  expect(newest().sent).toContainEqual({ action: 'ping' })
  expect(snapshots).toEqual([campaignId(1)])
})

test('a message that cannot be read is reported and harms nothing', async () => {
  const { newest, events, unreadable } = await aLive()
  newest().open()
  newest().say('{"event":"from_the_future","version":1,"data":{}}')
  newest().say('not JSON')
  newest().say(updateOf(aCampaign()))
  expect(unreadable).toHaveLength(2)
  expect(events).toHaveLength(1)
})
