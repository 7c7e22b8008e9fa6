// What the media bridge does for people on the line, on the whole system at the machine's own speed: measured by the simulated telephone itself.
import { describe, expect, it } from 'vitest'
import { SESSION_OPTIONS } from '../../media-bridge/session-state.ts'
import { ending } from '../support/campaign-at-work.ts'
import { isLive } from '../support/simulator.ts'
import { wholeSystem } from '../support/whole-system.ts'

const system = wholeSystem({ speed: 1 })

/** Beyond the time for which the bridge joins the caller's frames: for the agent to notice, and all ways. */
const NOTICED_MS = 100
/** The caller has listened, talked over the agent, and has stopped. */
const TALKED_MS = 7_000

describe('somebody who talks over the agent', () => {
  it('hears silence within the joining interval and 100 ms of their first word', async () => {
    const campaign = await system.start({ phones: ending('0196', [202, 203, 204]) })
    await campaign.has(3, isLive)
    await system.simulator.pass(TALKED_MS)
    await system.ringmaster.api('stopCampaign', { params: { id: campaign.id }, query: { live: 'hangup' } })
    await campaign.has(3, ({ endedAt }) => endedAt !== undefined)
    const calls = await campaign.dials()
    const overlaps = calls.flatMap(({ media }) => media?.talkedOver[0]?.heardForMs ?? [])
    expect(overlaps).toHaveLength(3)
    // A busy machine holds up one or the other; what the bridge itself waits for is in all of them.
    expect(Math.min(...overlaps)).toBeLessThanOrEqual(SESSION_OPTIONS.joinMs + NOTICED_MS)
    expect(calls.filter(({ media }) => !media?.interrupted || media.errors.length > 0)).toEqual([])
  })
})

describe('a voicemail', () => {
  it('costs less than 10 s of conversation', async () => {
    const campaign = await system.start({ phones: ending('0194', [205, 206, 207]) })
    await campaign.reaches('completed')
    const seconds = (await campaign.dials()).map(({ answeredAt = 0, endedAt = Number.POSITIVE_INFINITY }) => (endedAt - answeredAt) / 1_000)
    expect(seconds).toHaveLength(3)
    expect(seconds.filter((length) => length >= 10)).toEqual([])
    expect(await campaign.stats()).toMatchObject({ outcomes: { voicemail: 3 } })
  })
})

describe('somebody who asks never to be called again', () => {
  it('is suppressed in every campaign while they are still on the line, and their call counts as opted out', async () => {
    const [phone = ''] = ending('0188', [208])
    const campaign = await system.start({ phones: [phone] })
    await campaign.reaches('completed')
    const [{ endedAt = 0 } = {}] = await campaign.dials()
    const { isSuppressed, at = '' } = await system.ringmaster.api('checkSuppression', { params: { phone } })
    expect(isSuppressed).toBe(true)
    expect(Date.parse(at)).toBeLessThan(endedAt)
    expect(await campaign.stats()).toMatchObject({ finished: 1, outcomes: { 'opted-out': 1 } })
  })
})
