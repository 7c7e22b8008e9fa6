import { describe, expect, it } from 'vitest'
import { dialsPerSecond, limitOf, withDials, withStatus } from '../../../dashboard/held/account.ts'
import { anAccount, campaignId, someStats } from '../support/build.ts'

const id = campaignId(1)
const heard = (seconds: number, callsPlaced: number) => ({
  campaignId: id,
  version: callsPlaced,
  stats: someStats({ callsPlaced, live: callsPlaced }),
  at: new Date(Date.parse('2026-11-03T14:00:00.000Z') + seconds * 1_000).toISOString(),
})

describe('dials a second', () => {
  it('are counted by campaign time, however fast it runs', () => {
    // Sixty seconds of campaign time in one of the viewer's.
    let held = withDials(withStatus(undefined, anAccount(), 0), heard(0, 10), 0)
    held = withDials(held, heard(60, 40), 1_000)
    expect(dialsPerSecond(held, 1_000)).toBeCloseTo(0.5)
    expect(dialsPerSecond(held, 2_000)).toBeCloseTo(0.25)
  })

  it('are not known before two readings, and none once nothing is heard any more', () => {
    const held = withDials(withStatus(undefined, anAccount(), 0), heard(0, 10), 0)
    expect(dialsPerSecond(held, 0)).toBeUndefined()
    expect(dialsPerSecond(withDials(held, heard(1, 12), 1_000), 30_000)).toBe(0)
  })
})

describe('live calls', () => {
  it('are those of all campaigns together, as they are pushed', () => {
    const other = { id: campaignId(2), name: 'Win-back', state: 'active', live: 4, lines: 9 } as const
    const status = anAccount({ campaigns: [...anAccount().campaigns, other], live: 7 })
    expect(withDials(withStatus(undefined, status, 0), heard(0, 5), 0).status.live).toBe(9)
  })
})

describe('an answer that was read beside what is pushed', () => {
  it('does not show another number than the rest of the page', () => {
    const pushed = withDials(withStatus(undefined, anAccount(), 0), heard(0, 5), 1_000)
    expect(withStatus(pushed, anAccount(), 2_000).status.live).toBe(5)
  })

  it('stands once nothing has been pushed for a while', () => {
    const pushed = withDials(withStatus(undefined, anAccount(), 0), heard(0, 5), 1_000)
    expect(withStatus(pushed, anAccount(), 60_000).status.live).toBe(3)
  })
})

describe('what limits the account', () => {
  const [campaign] = anAccount().campaigns
  it.each<[string, Parameters<typeof anAccount>[0], number, string]>([
    [
      'a provider that is in trouble',
      { breakers: [{ provider: 'elevenlabs', state: 'open' }] },
      0,
      'ElevenLabs does not answer: nobody is called',
    ],
    ['the provider’s queue', { dialsFrom: '2026-11-03T14:00:00.000Z' }, 0, 'Twilio’s own queue is full'],
    ['nothing, while nobody calls', { campaigns: [] }, 0, 'no campaign is calling'],
    ['its lines', { live: 40 }, 0, 'limited by the account’s lines'],
    ['its calls a second', {}, 0.9, 'limited by calls per second'],
    ['what its campaigns may use', { campaigns: campaign ? [{ ...campaign, live: 5 }] : [] }, 0, 'limited by the campaigns’ lines'],
    ['what its campaigns want', {}, 0.1, 'limited by the campaigns’ own rules'],
  ])('is %s', (_, over, rate, says) => {
    expect(limitOf(anAccount(over), rate).says).toBe(says)
  })
})
