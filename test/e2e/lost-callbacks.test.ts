// A provider that loses a good part of what it says: the campaign completes all the same, and every figure is the provider's own.
import { describe, expect, it } from 'vitest'
import type { CampaignStats } from '#contract/campaign.ts'
import { recount } from '../../local/run/audit.ts'
import { allOf } from '../../local/run/pages.ts'
import { fictional } from '../support/campaign-at-work.ts'
import { calledTwice, callsIn, type Dial } from '../support/simulator.ts'
import { wholeSystem } from '../support/whole-system.ts'

const system = wholeSystem({ speed: 60 })

/** A lost end is found out when the lease is over, by the round of the reconciler that comes next: two minutes, on an idle machine. */
const PATIENCE_MS = 240_000

/** What the counters must say, from the provider's log alone. */
const counted = (dials: readonly Dial[]): Partial<CampaignStats> => {
  const calls = callsIn(dials)
  const ended = (...statuses: string[]) => calls.filter(({ status = '' }) => statuses.includes(status))
  const completed = ended('completed')
  const seconds = completed.map(({ answeredAt = 0, endedAt = 0 }) => Math.round((endedAt - answeredAt) / 1_000))
  return {
    callsPlaced: calls.length,
    callsAnswered: calls.filter(({ answeredAt }) => answeredAt !== undefined).length,
    callsCompleted: completed.length,
    callsFailed: ended('busy', 'no-answer', 'failed', 'canceled').length,
    averageDuration: seconds.reduce((sum, one) => sum + one, 0) / seconds.length,
  }
}

const meant = ({ status, answeredBy }: Dial) => (status === 'completed' && answeredBy?.startsWith('machine') ? 'voicemail' : status)
const howMany = (dials: readonly Dial[], what: string) => callsIn(dials).filter((dial) => meant(dial) === what).length

describe('a campaign whose callbacks and answers get lost', () => {
  it(
    'completes, calls nobody twice, and its counters are a recount of the provider’s log',
    async () => {
      const phones = fictional(303, 30)
      await system.simulator.fails({ 'lost-callbacks': 0.2, 'lost-answers': 0.1 })
      const campaign = await system.start({ phones, settings: { maxConcurrentCalls: 10 } })
      await campaign.reaches('completed', { timeout: PATIENCE_MS })

      const dials = await campaign.dials()
      expect(dials.filter(({ answer }) => answer === 'reset').length).toBeGreaterThan(0)
      expect(dials.map(({ to }) => to).sort()).toEqual(phones)
      expect(calledTwice(dials)).toEqual([])
      const stats = await campaign.stats()
      expect(stats).toMatchObject({ ...counted(dials), totalContacts: phones.length, finished: phones.length, live: 0 })
      expect(stats.outcomes).toMatchObject({ voicemail: howMany(dials, 'voicemail'), 'no-answer': howMany(dials, 'no-answer') })

      const params = { id: campaign.id }
      const calls = await allOf((cursor) => system.ringmaster.api('listCalls', { params, query: cursor }))
      // A claim that is withdrawn before its dial, as by a breaker, has no call.
      const known = calls.flatMap(({ state, callSid }) => (state === 'void' ? [] : [callSid]))
      const placed = callsIn(dials).map(({ sid }) => sid)
      expect(known.sort()).toEqual(placed.sort())
      const contacts = await allOf((cursor) => system.ringmaster.api('listContacts', { params, query: cursor }))
      expect(recount(contacts, calls)).toEqual(stats)
    },
    2 * PATIENCE_MS,
  )
})
