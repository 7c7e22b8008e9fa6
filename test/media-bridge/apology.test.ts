import { describe, expect, it } from 'vitest'
import { aBrief, frame, happened, type Moment, playedWith, untilTalking } from '../support/bridge.ts'

const { connected, started, media, stop, callerClosed, agentOpened, ready, ended, agentClosed, audio } = happened
const apology = 'We are sorry.'
const played = (...events: readonly Moment[]) => playedWith({ brief: aBrief({ apology }) }, ...events)

describe('a caller whose agent', () => {
  it.each([
    ['cannot be reached', [connected, started, { type: 'agent.closed', code: 1006, why: 'HTTP 401' }]],
    ['is not ready in time', [connected, started, { type: 'timer.agent' }]],
    ['speaks another format', [agentOpened, connected, started, { ...ready, speaks: 'pcm_16000' }]],
    ['ends before it has begun', [agentOpened, connected, started, ended]],
    ['sends nonsense', [...untilTalking, { type: 'agent.malformed' }]],
    ['reports an error', [...untilTalking, { type: 'agent.error', code: 1002, kind: 'llm_timeout' }]],
    ['dies', [...untilTalking, audio(1, frame(1)), agentClosed(1008)]],
    ['is out of quota', [...untilTalking, { type: 'agent.closed', code: 1000, why: 'its quota is used up' }]],
    ['has died before the call has told which it is', [connected, agentClosed(1008)]],
  ] as const)('%s hears an apology, on a stream that stays open for it', (_, events) => {
    const { last, state, report } = played(...events)
    expect(last).toEqual([{ do: 'agent.close' }, { do: 'apologise', text: apology }, { do: 'timer.start', timer: 'apology', ms: 8_000 }])
    expect(state.phase).toBe('apology')
    expect(report).toBeUndefined()
  })

  it.each([
    ['stops the stream', stop],
    ['closes its socket', callerClosed],
  ])('has failed is left to Twilio once that %s', (_, event) => {
    const { report, hasHungUp, last } = played(...untilTalking, agentClosed(1008), 400, event)
    expect(report).toMatchObject({
      closedFirst: 'agent',
      failure: 'agent closed 1008: it did not accept what it was told: overrides, variables or access',
      durationMs: 400,
    })
    expect(hasHungUp).toBe(false)
    expect(last.at(-1)?.do).toBe('finish')
  })

  it.each([
    ['Twilio refuses', { type: 'apology.failed' }],
    ['nothing comes of it', { type: 'timer.apology' }],
  ] as const)('has failed is hung up on when %s', (_, event) => {
    const { report, hasHungUp } = played(...untilTalking, agentClosed(1008), event)
    expect(report?.failure).toContain('agent closed 1008')
    expect(hasHungUp).toBe(true)
  })

  it('has failed is heard by nobody meanwhile', () => {
    for (const event of [media(frame(1)), ready, { type: 'timer.watch' } as const, { type: 'timer.longest' } as const]) {
      expect(played(...untilTalking, agentClosed(1008), event).last).toEqual([])
    }
  })

  it('has failed before Twilio’s start is left alone by the stop of another stream once that is known', () => {
    const { state } = played(connected, agentClosed(1008), started, { ...stop, streamSid: 'MZother' })
    expect(state.phase).toBe('apology')
  })
})

it('is not for a caller whose own side broke', () => {
  expect(played(...untilTalking, { type: 'caller.malformed' }).effects).not.toContainEqual({ do: 'apologise', text: apology })
})
