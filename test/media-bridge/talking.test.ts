import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../media-bridge/limits.ts'
import { frame, happened, played, playedWith, STREAM_SID, untilTalking } from '../support/bridge.ts'

const { connected, started, media, mark, stop, callerClosed, agentOpened, ready, audio, interruption, ping, agentClosed } = happened
const toCaller = (message: object) => ({ do: 'caller.send', streamSid: STREAM_SID, message })

describe('audio of the caller', () => {
  it('reaches the agent undecoded', () => {
    expect(played(...untilTalking, media('AAAA//==')).last).toEqual([{ do: 'agent.send', message: { user_audio_chunk: 'AAAA//==' } }])
  })

  it('is dropped while too much of it waits for the agent, and flows again after', () => {
    const { toAgent, state } = played(
      ...untilTalking,
      media(frame(1), LIMITS.agentBacklog),
      media(frame(2), LIMITS.agentBacklog + 1),
      media(frame(3), 0),
    )
    expect(toAgent.slice(1)).toEqual([{ user_audio_chunk: frame(1) }, { user_audio_chunk: frame(3) }])
    expect(state).toMatchObject({ dropped: { fromCaller: 1 } })
  })

  it('is ignored when it belongs to another stream', () => {
    expect(played(...untilTalking, { ...media(frame(1)), pieces: [{ streamSid: 'MZother', payload: frame(1) }] }).last).toEqual([])
  })
})

describe('audio of the agent', () => {
  it('reaches the caller undecoded', () => {
    expect(played(...untilTalking, audio(1, 'AAAA'), audio(1, 'BBBB')).last).toEqual([toCaller({ event: 'media', payload: 'BBBB' })])
  })

  it('is dropped while too much of it waits for the caller', () => {
    const { last, state } = played(...untilTalking, audio(1, 'AAAA', LIMITS.callerBacklog + 1))
    expect(last).toEqual([])
    expect(state).toMatchObject({ dropped: { fromAgent: 1 } })
  })

  it('is nothing to play when it is empty', () => {
    expect(played(...untilTalking, audio(1, '')).last).toEqual([])
  })
})

describe('an interruption', () => {
  it('clears what Twilio still holds at once, even when all seems to be played', () => {
    expect(played(...untilTalking, audio(1, 'AAAA'), mark(1), interruption(1)).last).toEqual([toCaller({ event: 'clear' })])
  })

  it('drops late audio up to the interrupted event, and plays what comes after it', () => {
    const said = [audio(4, 'AAAA'), interruption(4), audio(3, 'BBBB'), audio(4, 'CCCC'), audio(5, 'DDDD')]
    const media = played(...untilTalking, ...said).toCaller.filter((message) => message.event === 'media')
    expect(media.map((message) => message.payload)).toEqual(['AAAA', 'DDDD'])
  })

  it('leaves later audio of the interrupted event to be heard where it is read so', () => {
    const said = [audio(4, 'AAAA'), interruption(4), audio(3, 'BBBB'), audio(4, 'CCCC')]
    const media = playedWith({ cutsInterruptedEvent: false }, ...untilTalking, ...said).toCaller.filter(({ event }) => event === 'media')
    expect(media).toEqual([expect.objectContaining({ payload: 'AAAA' }), expect.objectContaining({ payload: 'CCCC' })])
  })

  it('is not undone by an older one', () => {
    expect(played(...untilTalking, interruption(4), interruption(2), audio(3, 'AAAA')).last).toEqual([])
  })
})

describe('a conversation', () => {
  it.each([0, 7])('answers ping %i at once', (id) => {
    expect(played(...untilTalking, ping(id)).last).toEqual([{ do: 'agent.send', message: { type: 'pong', event_id: id } }])
  })

  it('tells the ledger every twenty seconds that the call lives', () => {
    const { effects, last } = played(...untilTalking, { type: 'timer.heartbeat' })
    const again = { do: 'timer.start', timer: 'heartbeat', ms: 20_000 }
    expect(effects[2]).toEqual(again)
    expect(last).toEqual([{ do: 'heartbeat' }, again])
  })

  it('ends when the caller hangs up: the agent is closed, Twilio needs no telling', () => {
    const { last, report } = played(1_000, ...untilTalking, 500, audio(1, 'AAAA'), 8_500, stop)
    expect(report).toMatchObject({ closedFirst: 'caller', agentSpoke: true, durationMs: 10_000, conversationId: 'conv_1' })
    expect(last.map((effect) => effect.do)).toEqual(['agent.close', 'caller.close', 'finish'])
  })

  it('hangs up when the caller’s socket is lost without a stop', () => {
    const { report, hasHungUp } = played(...untilTalking, callerClosed)
    expect(report).toMatchObject({ closedFirst: 'caller' })
    expect(report?.failure).toBeUndefined()
    expect(hasHungUp).toBe(true)
  })

  it.each([1002, 1006, 1008, 1011, 1005])('fails and hangs up when the agent closes with %i, and the next one as well', (code) => {
    const { report, hasHungUp, closeCode } = played(
      ...untilTalking,
      audio(1, 'AAAA'),
      agentClosed(code),
      agentOpened,
      ready,
      agentClosed(code),
    )
    expect(report).toMatchObject({
      closedFirst: 'agent',
      failure: expect.stringMatching(new RegExp(`^agent closed ${code}: .`)),
      agentSpoke: true,
    })
    expect(hasHungUp).toBe(true)
    expect(closeCode).toBe(1000)
  })

  it.each([
    [{ code: 1002, kind: 'llm_timeout' }, 'agent error llm_timeout'],
    [{ code: 1011 }, 'agent error 1011'],
    [{}, 'agent error unknown'],
  ])('fails with the agent’s own error %j', (error, failure) => {
    expect(played(...untilTalking, { type: 'agent.error', ...error }).report).toMatchObject({ closedFirst: 'agent', failure })
  })

  it('takes the end of the agent’s allowed time for a normal end', () => {
    const { report } = played(...untilTalking, { type: 'agent.error', code: 1000, kind: 'max_duration_exceeded' }, agentClosed(1000))
    expect(report).toMatchObject({ closedFirst: 'agent' })
    expect(report?.failure).toBeUndefined()
  })

  it.each([
    ['caller greets again', connected, 1008],
    ['caller starts again', started, 1008],
    ['caller sends nonsense', { type: 'caller.malformed' } as const, 1008],
    ['agent sends nonsense', { type: 'agent.malformed' } as const, 1000],
    ['bridge is shut down', { type: 'shut-down' } as const, 1001],
  ])('ends both sides and hangs up when the %s', (_, event, code) => {
    const { report, last, closeCode } = played(...untilTalking, event)
    expect(report).toMatchObject({ closedFirst: 'bridge', failure: expect.any(String) })
    expect(last.map((effect) => effect.do)).toEqual(['agent.close', 'caller.close', 'hang-up', 'finish'])
    expect(closeCode).toBe(code)
  })

  it.each([
    ['a second metadata', ready],
    ['a stop of another stream', { ...stop, streamSid: 'MZother' }],
    ['a timer that was stopped too late', { type: 'timer.start' } as const],
  ])('is not disturbed by %s', (_, event) => {
    const { state, last } = played(...untilTalking, event)
    expect(state.phase).toBe('talking')
    expect(last).toEqual([])
  })
})
