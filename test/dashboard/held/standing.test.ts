import { describe, expect, it } from 'vitest'
import type { HeldCampaign } from '../../../dashboard/held/campaign.ts'
import { standingOf } from '../../../dashboard/held/standing.ts'
import { aCampaign, someStats } from '../support/build.ts'

const held = (over: Partial<HeldCampaign> = {}): HeldCampaign => ({
  ...{ campaign: aCampaign(), stats: someStats(), statsVersion: 1, statsAt: 0, readings: [], placedAt: 100_000 },
  ...over,
})

describe('a campaign', () => {
  it('moves while calls are placed, its own delay between them included', () => {
    expect(standingOf(held(), 112_000)).toEqual({ is: 'moving' })
    expect(standingOf(held(), 113_000)).toEqual({ is: 'still' })
    expect(standingOf(held({ campaign: aCampaign({ settings: { callDelay: 60_000 } }) }), 160_000)).toEqual({ is: 'moving' })
  })

  it('needs no reason when it is not active, or nobody is left to call', () => {
    expect(standingOf(held({ campaign: aCampaign({ state: 'paused' }) }), 900_000)).toEqual({ is: 'moving' })
    expect(standingOf(held({ stats: someStats({ waiting: 0, retrying: 0 }) }), 900_000)).toEqual({ is: 'moving' })
  })

  it('is full when all of its lines are busy', () => {
    expect(standingOf(held({ stats: someStats({ live: 5 }) }), 900_000)).toEqual({ is: 'full', says: 'All 5 lines are busy.' })
  })
})
