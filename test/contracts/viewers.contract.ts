// Who watches the dashboard: tickets that open one socket, and subscriptions that end by themselves.
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { connectionPartition, ticketKey } from '#store/table.ts'
import { aViewer } from '../support/builders.ts'
import { watchersOf } from '../support/watchers.ts'
import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  let topics = 0
  const aTopic = () => `topic-${++topics}`
  const SECOND = 1_000
  const HOUR = 3_600 * SECOND

  describe('a ticket', () => {
    it('opens one socket, and says until when', async () => {
      const { viewers, clock } = openStore()
      const { ticket, expiresAt } = await viewers.issueTicket(aViewer)
      expect(Date.parse(expiresAt)).toBe(clock.machine() + 30 * SECOND)
      const spent = await Promise.all([viewers.spendTicket(ticket), viewers.spendTicket(ticket), viewers.spendTicket(ticket)])
      expect(spent.filter(Boolean)).toEqual([aViewer])
    })

    it('is refused when it is older than 30 seconds, though the table still has it', async () => {
      const { viewers, move } = openStore()
      const [early, late] = [await viewers.issueTicket(aViewer), await viewers.issueTicket(aViewer)]
      move(30 * SECOND)
      expect(await viewers.spendTicket(early.ticket)).toEqual(aViewer)
      move(SECOND)
      expect(await viewers.spendTicket(late.ticket)).toBeUndefined()
    })

    it.each(['', 'never-issued', '../../x'])('that was never issued is refused: “%s”', async (ticket) => {
      expect(await openStore().viewers.spendTicket(ticket)).toBeUndefined()
    })

    it('cannot be guessed from another, and the table forgets it by itself', async () => {
      const { viewers, table, clock } = openStore()
      const [one, other] = [await viewers.issueTicket(aViewer), await viewers.issueTicket(aViewer)]
      expect(one.ticket).not.toBe(other.ticket)
      expect(one.ticket).toMatch(/^[\w-]{32}$/)
      const kept = await table.get(ticketKey(one.ticket), z.object({ expiresAt: z.number() }))
      // DynamoDB's expiry reads seconds.
      expect(kept).toEqual({ expiresAt: clock.machine() / SECOND + 30 })
    })
  })

  describe('a viewer', () => {
    it('is among those of the topics that it subscribed to, and of no other', async () => {
      const { viewers } = openStore()
      const [topic, other] = [aTopic(), aTopic()]
      await viewers.connect('a', aViewer)
      await viewers.subscribe('a', topic)
      await viewers.subscribe('a', topic)
      await viewers.subscribe('b', topic)
      expect(await watchersOf(viewers, topic)).toEqual(['a', 'b'])
      expect(await watchersOf(viewers, other)).toEqual([])
    })

    it('leaves one topic and keeps the others', async () => {
      const { viewers } = openStore()
      const [topic, kept] = [aTopic(), aTopic()]
      await viewers.subscribe('a', topic)
      await viewers.subscribe('a', kept)
      await viewers.unsubscribe('a', topic)
      await viewers.unsubscribe('a', topic)
      expect(await watchersOf(viewers, topic)).toEqual([])
      expect(await watchersOf(viewers, kept)).toEqual(['a'])
    })

    it('that has gone leaves every topic, and nothing of it stays', async () => {
      const { viewers, table } = openStore()
      const [one, other] = [aTopic(), aTopic()]
      await viewers.connect('gone', aViewer)
      for (const topic of [one, other]) await viewers.subscribe('gone', topic)
      await viewers.subscribe('here', one)
      await viewers.disconnect('gone')
      await viewers.disconnect('gone')
      expect(await watchersOf(viewers, one)).toEqual(['here'])
      expect(await watchersOf(viewers, other)).toEqual([])
      expect((await table.query({ partition: connectionPartition('gone') }, z.unknown())).items).toEqual([])
    })

    it('of whose end nobody was told is forgotten after the longest life of a socket', async () => {
      const { viewers, move } = openStore()
      const topic = aTopic()
      await viewers.subscribe('a', topic)
      move(2 * HOUR)
      expect(await watchersOf(viewers, topic)).toEqual(['a'])
      move(11 * 60 * SECOND)
      expect(await watchersOf(viewers, topic)).toEqual([])
    })

    it('is known by its connection, until the connection is over', async () => {
      const { viewers, move } = openStore()
      await viewers.connect('known', aViewer)
      expect(await viewers.viewer('known')).toEqual(aViewer)
      expect(await viewers.viewer('somebody-else')).toBeUndefined()
      move(2 * HOUR + 11 * 60 * SECOND)
      expect(await viewers.viewer('known')).toBeUndefined()
    })

    it('hears nothing any more once what it showed has run out', async () => {
      const { viewers, clock, move } = openStore()
      const topic = aTopic()
      await viewers.subscribe('a', topic, { ...aViewer, until: new Date(clock.machine() + HOUR).toISOString() })
      move(HOUR)
      expect(await watchersOf(viewers, topic)).toEqual(['a'])
      move(SECOND)
      expect(await watchersOf(viewers, topic)).toEqual([])
    })
  })
})
