// What is pushed to viewers and what they may send: an example of each, as it is on the wire.
import { describe, expect, it } from 'vitest'
import { viewCall, viewCampaign, viewStats } from '#app/views.ts'
import { ClientMessage, PushedEvent } from '#contract/events.ts'
import { Export } from '#contract/export.ts'
import { LANE_LEAVE, LANE_WAIT, RunInput, Turn } from '#contract/machine.ts'
import { aCampaign, anAttempt, anExport, campaignId } from '../support/builders.ts'

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const campaign = viewCampaign(aCampaign({ state: 'active', startedAt: '2026-11-02T15:00:00.000Z' }))
const stats = viewStats(aCampaign({ totalContacts: 3 }), [])
const call = viewCall(anAttempt({ state: 'completed', outcome: 'human', callSid: 'CA1', seconds: 0, name: 'Ana' }))

const turn = { callId: call.id, index: 1, atMs: 900, by: 'agent', kind: 'said', text: 'Well…', isCutOff: true }

describe('an event', () => {
  it.each([
    ['campaign_update', { event: 'campaign_update', version: 3, data: campaign }],
    ['campaign_progress', { event: 'campaign_progress', version: 3, data: { campaignId, stats } }],
    ['campaign_call_update', { event: 'campaign_call_update', version: 1, data: { campaignId, calls: [call] } }],
    ['transcript_update', { event: 'transcript_update', version: 1, data: { campaignId, turns: [turn] } }],
    ['campaign_breakdown', { event: 'campaign_breakdown', version: 2, data: { campaignId, counting: { contacts: 4 } } }],
    ['campaign_export', { event: 'campaign_export', version: 2, data: Export.parse(anExport()) }],
    ['active_campaigns_list', { event: 'active_campaigns_list', version: 3, data: { campaigns: [{ ...campaign, stats }] } }],
    ['pong', { event: 'pong', version: 0, data: {} }],
  ])('%s is read as it was sent', (_, event) => {
    expect(PushedEvent.parse(throughJson(event))).toEqual(event)
  })

  it.each([
    ['has no version', { event: 'pong', data: {} }],
    ['is none that is known', { event: 'campaign_deleted', version: 1, data: {} }],
    ['holds something else', { event: 'campaign_update', version: 1, data: { campaignId } }],
  ])('that %s is refused', (_, event) => {
    expect(PushedEvent.safeParse(event).success).toBe(false)
  })
})

describe('a viewer’s message', () => {
  it.each([
    { action: 'subscribe', campaignId },
    { action: 'subscribe', campaignId: 'all' },
    { action: 'unsubscribe', campaignId },
    { action: 'active_campaigns' },
    { action: 'ping' },
  ])('is %j', (message) => {
    expect(ClientMessage.parse(throughJson(message))).toEqual(message)
  })
})

describe('what the state machine says', () => {
  it('is read with whole numbers from where they begin, and nothing more', () => {
    expect(RunInput.parse({ campaignId, run: 1 })).toEqual({ campaignId, run: 1 })
    expect(RunInput.safeParse({ campaignId, run: 0 }).success).toBe(false)
    const turn = { campaignId, run: 1, k: 0, turn: 0, token: 't' }
    expect(Turn.parse(turn)).toEqual(turn)
    for (const wrong of [{ k: -1 }, { turn: 0.5 }, { token: '' }, { phone: '+1' }])
      expect(Turn.safeParse({ ...turn, ...wrong }).success).toBe(false)
  })

  it('names its errors as the definition catches them', () => {
    expect([LANE_WAIT, LANE_LEAVE]).toEqual(['Lane.Wait', 'Lane.Leave'])
  })
})
