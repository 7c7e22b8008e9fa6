import { describe, expect, it } from 'vitest'
import { frame, happened, type Moment, played, playedWith, STREAM_SID, untilTalking } from '../support/bridge.ts'

const { mark, audio, interruption, stop, agentClosed } = happened
const sound = (ms: number) => Buffer.alloc(ms * 8, 0x7f).toString('base64')
const marksIn = (messages: readonly { event: string; name?: string }[]) =>
  messages.flatMap((message) => (message.event === 'mark' ? [message.name] : []))
/** What the caller heard of the agent, when everything ends with these events. */
const speechOf = (...events: readonly Moment[]) => played(...untilTalking, ...events, stop).report?.measured?.speech

describe('a mark', () => {
  it('follows every piece of 200 ms and more', () => {
    const { toCaller } = played(...untilTalking, audio(1, sound(200)), audio(1, sound(900)))
    expect(toCaller.map(({ event }) => event)).toEqual(['media', 'mark', 'media', 'mark'])
    expect(marksIn(toCaller)).toEqual(['1', '2'])
  })

  it('stands for as many small pieces', () => {
    const pieces = Array.from({ length: 25 }, () => audio(1, sound(20)))
    expect(marksIn(played(...untilTalking, ...pieces).toCaller)).toEqual(['1', '2'])
  })

  it('follows what is left after a pause', () => {
    const { last } = played(...untilTalking, audio(1, sound(20)))
    expect(last).toContainEqual({ do: 'timer.start', timer: 'tail', ms: 250 })
    const later = played(...untilTalking, audio(1, sound(20)), 250, { type: 'timer.tail' })
    expect(later.last).toEqual([{ do: 'caller.send', streamSid: STREAM_SID, message: { event: 'mark', name: '1' } }])
    expect(played(...untilTalking, audio(1, sound(200)), { type: 'timer.tail' }).last).toEqual([])
  })
})

describe('small pieces of the agent’s audio', () => {
  const joined = (...events: readonly Moment[]) => playedWith({ joinMs: 60 }, ...untilTalking, ...events)
  const mediaIn = (messages: readonly { event: string; payload?: string }[]) =>
    messages.flatMap((message) => (message.event === 'media' ? [message.payload] : []))

  it('wait for one another, so that no gap is heard between them', () => {
    const { toCaller } = joined(...[1, 2, 3, 4, 5].map((n) => audio(1, frame(n))))
    const three = Buffer.concat([1, 2, 3].map((n) => Buffer.from(frame(n), 'base64'))).toString('base64')
    expect(mediaIn(toCaller)).toEqual([three])
  })

  it('wait for no others when none come', () => {
    const { effects } = joined(audio(1, frame(1)))
    expect(effects).toContainEqual({ do: 'timer.start', timer: 'tail', ms: 250 })
    expect(mediaIn(joined(audio(1, frame(1)), 250, { type: 'timer.tail' }).toCaller)).toEqual([frame(1)])
    expect(joined({ type: 'timer.tail' }).last).toEqual([])
  })

  it('do not hold up those that are long enough', () => {
    expect(mediaIn(joined(audio(1, sound(60))).toCaller)).toEqual([sound(60)])
  })

  it('are never played once they are interrupted', () => {
    const { toCaller, report } = joined(audio(1, frame(1)), interruption(1), { type: 'timer.tail' }, audio(2, sound(60)), stop)
    expect(mediaIn(toCaller)).toEqual([sound(60)])
    expect(report?.measured?.speech.sentMs).toBe(60)
  })

  it('are the agent’s last words, when it ends the call', () => {
    const { toCaller, state } = joined(audio(1, frame(1)), agentClosed(1000))
    expect(toCaller.map(({ event }) => event)).toEqual(['media', 'mark'])
    expect(state.phase).toBe('farewell')
  })
})

describe('what the caller heard', () => {
  it('is what came back', () => {
    expect(speechOf(audio(1, sound(1_000)), audio(1, sound(500)), 1_000, mark(1))).toEqual({ sentMs: 1_500, heardMs: 1_000 })
    expect(speechOf(audio(1, sound(1_000)), audio(1, sound(500)), 1_500, mark(2))).toEqual({ sentMs: 1_500, heardMs: 1_500 })
  })

  it('is as much as time has passed when it was interrupted: marks that a clear sends back prove nothing', () => {
    const cut = [audio(1, sound(1_000)), audio(1, sound(1_000)), 1_000, mark(1), 300, interruption(1), mark(2)] as const
    expect(speechOf(...cut)).toEqual({ sentMs: 2_000, heardMs: 1_300 })
  })

  it('is never more than what was sent, however late the marks are', () => {
    expect(speechOf(audio(1, sound(1_000)), 5_000, interruption(1))).toEqual({ sentMs: 1_000, heardMs: 1_000 })
  })

  it('is not told by a mark that is another’s', () => {
    expect(speechOf(audio(1, sound(1_000)), mark('2'), mark('m'), { ...mark(1), streamSid: 'MZother' })).toEqual({
      sentMs: 1_000,
      heardMs: 0,
    })
  })
})
