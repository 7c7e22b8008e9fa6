// A provider that loses a good part of what it says: the campaign completes all the same, and every figure is the provider's own.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CampaignStats } from '#contract/campaign.ts'
import { recount } from '../../local/run/audit.ts'
import { allOf } from '../../local/run/pages.ts'
import { fictional, startCampaign } from '../support/campaign-at-work.ts'
import { type Home, makeHome, type Ringmaster, startRingmaster } from '../support/ringmaster.ts'
import { calledTwice, callsIn, type Dial, type Simulator, simulatorOf } from '../support/simulator.ts'

let home: Home
let ringmaster: Ringmaster
let simulator: Simulator
beforeAll(async () => {
  home = await makeHome()
  ringmaster = await startRingmaster(home, ['--no-example', '--speed', '60'])
  simulator = await simulatorOf(ringmaster)
})
afterAll(async () => {
  await ringmaster?.stop()
  await home.remove()
})

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
      await simulator.fails({ 'lost-callbacks': 0.2, 'lost-answers': 0.1 })
      const campaign = await startCampaign(ringmaster, simulator, { phones, settings: { maxConcurrentCalls: 10 } })
      await campaign.reaches('completed', { timeout: PATIENCE_MS })

      const dials = await campaign.dials()
      expect(dials.filter(({ answer }) => answer === 'reset').length).toBeGreaterThan(0)
      expect(dials.map(({ to }) => to).sort()).toEqual(phones)
      expect(calledTwice(dials)).toEqual([])
      const stats = await campaign.stats()
      expect(stats).toMatchObject({ ...counted(dials), totalContacts: phones.length, finished: phones.length, live: 0 })
      const { outcomes } = stats
      expect(outcomes).toMatchObject({ voicemail: howMany(dials, 'voicemail'), 'no-answer': howMany(dials, 'no-answer') })

      const params = { id: campaign.id }
      const calls = await allOf((cursor) => ringmaster.api('listCalls', { params, query: cursor }))
      // A claim that is withdrawn before its dial, as by a breaker, has no call.
      const placed = calls.flatMap(({ state, callSid }) => (state === 'void' ? [] : [callSid]))
      expect(placed.sort()).toEqual(
        callsIn(dials)
          .map(({ sid }) => sid)
          .sort(),
      )
      const contacts = await allOf((cursor) => ringmaster.api('listContacts', { params, query: cursor }))
      expect(recount(contacts, calls)).toEqual(stats)
    },
    2 * PATIENCE_MS,
  )
})
