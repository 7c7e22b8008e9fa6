import { describe, expect, it } from 'vitest'
import { frame, happened, played, untilTalking } from '../support/bridge.ts'

const { media, mark, stop, callerClosed, audio, interruption, ping, ended, agentClosed } = happened
const threeSeconds = Buffer.alloc(24_000, 0x7f).toString('base64')

describe('an agent that ends the call', () => {
  it('is heard to its last word before both sides close and the call is hung up', () => {
    const waiting = played(...untilTalking, audio(1, threeSeconds), audio(1, threeSeconds), agentClosed(1000), mark(1))
    expect(waiting.state.phase).toBe('farewell')
    expect(waiting.report).toBeUndefined()

    const over = played(...untilTalking, audio(1, threeSeconds), audio(1, threeSeconds), agentClosed(1000), mark(1), 2_000, mark(2))
    expect(over.last.map((effect) => effect.do)).toEqual(['agent.close', 'caller.close', 'hang-up', 'finish'])
    expect(over.report).toMatchObject({ closedFirst: 'agent', agentSpoke: true, durationMs: 2_000 })
    expect(over.report?.failure).toBeUndefined()
  })

  it('and talks on without an end is cut off when the call has become too long', () => {
    const talksOn = [ended, audio(1, frame(9)), 500, audio(2, frame(9)), 500, audio(3, frame(9))] as const
    const over = played(...untilTalking, ...talksOn, { type: 'timer.longest' })
    expect(over.report).toMatchObject({ closedFirst: 'agent' })
  })

  it('ends the call at once when everything has been heard', () => {
    expect(played(...untilTalking, audio(1, threeSeconds), mark(1), agentClosed(1000)).report?.closedFirst).toBe('agent')
  })

  it('is waited for as long as its words last and five seconds more, should the mark be lost', () => {
    const { last } = played(...untilTalking, audio(1, threeSeconds), audio(1, threeSeconds), 500, agentClosed(1000))
    expect(last).toEqual([{ do: 'timer.start', timer: 'farewell', ms: 5_500 + 5_000 }])
    expect(played(...untilTalking, audio(1, threeSeconds), agentClosed(1000), 8_000, { type: 'timer.farewell' }).report).toMatchObject({
      closedFirst: 'agent',
      durationMs: 8_000,
    })
  })

  it('may still speak after its end_call tool', () => {
    const { toCaller, state } = played(...untilTalking, ended, audio(2, frame(9)))
    expect(toCaller).toContainEqual({ event: 'media', payload: frame(9) })
    expect(state.phase).toBe('farewell')
  })

  it('that leaves its socket open after end_call is given one second for more words', () => {
    const { last } = played(...untilTalking, audio(1, threeSeconds), ended, mark(1))
    expect(last).toEqual([{ do: 'timer.start', timer: 'farewell', ms: 1_000 }])
  })

  it('is interrupted like any other: the marks that come back end the call', () => {
    const { toCaller, report } = played(...untilTalking, audio(1, threeSeconds), agentClosed(1000), interruption(1), mark(1))
    expect(toCaller.at(-1)).toEqual({ event: 'clear' })
    expect(report?.closedFirst).toBe('agent')
  })

  it.each([
    ['hangs up', stop, false],
    ['is lost', callerClosed, true],
    ['sends nonsense', { type: 'caller.malformed' } as const, true],
  ])('closed first, even when the caller then %s', (_, event, hangsUp) => {
    const { report, hasHungUp } = played(...untilTalking, audio(1, threeSeconds), agentClosed(1000), event)
    expect(report).toMatchObject({ closedFirst: 'agent' })
    expect(report?.failure).toBeUndefined()
    expect(hasHungUp).toBe(hangsUp)
  })

  it('has not failed when its socket breaks after end_call', () => {
    const { report } = played(...untilTalking, audio(1, threeSeconds), ended, agentClosed(1006), mark(1))
    expect(report?.closedFirst).toBe('agent')
    expect(report?.failure).toBeUndefined()
  })

  it('hears no more of the caller, but its pings are answered', () => {
    expect(played(...untilTalking, audio(1, threeSeconds), ended, media(frame(1))).last).toEqual([])
    expect(played(...untilTalking, audio(1, threeSeconds), ended, ping(3)).last).toEqual([
      { do: 'agent.send', message: { type: 'pong', event_id: 3 } },
    ])
  })

  it('is not believed to be heard because of a mark that nobody sent', () => {
    expect(played(...untilTalking, audio(1, threeSeconds), agentClosed(1000), mark(2), mark('1.5'), mark('m')).state.phase).toBe('farewell')
  })

  it('does not outlive the bridge', () => {
    expect(played(...untilTalking, audio(1, threeSeconds), ended, { type: 'shut-down' }).state.phase).toBe('closed')
  })
})
