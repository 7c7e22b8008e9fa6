import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../media-bridge/limits.ts'
import { aBrief, frame, happened, played, untilTalking } from '../support/bridge.ts'

const { connected, started, media, stop, callerClosed, agentOpened, ready, audio, interruption, ping, ended, agentClosed } = happened
const chunks = (messages: readonly object[]) =>
  messages.flatMap((message) => ('user_audio_chunk' in message ? [message.user_audio_chunk] : []))
const payloads = (messages: readonly object[]) => messages.flatMap((message) => ('payload' in message ? [message.payload] : []))

describe('a session that opens', () => {
  it('tells the agent who it is and what to say before anything else', () => {
    const brief = aBrief()
    expect(played(agentOpened, connected, started, media(frame(1)), ready).toAgent[0]).toEqual({
      type: 'conversation_initiation_client_data',
      conversation_config_override: { agent: { prompt: { prompt: brief.prompt }, first_message: brief.firstMessage } },
      dynamic_variables: { name: 'Grace' },
      user_id: brief.attemptId,
    })
  })

  it('keeps the caller’s audio from the first frame and gives it to the agent in its order once that is ready', () => {
    const frames = [1, 2, 3].map(frame)
    const { last } = played(connected, started, ...frames.map((payload) => media(payload)), agentOpened, ready)
    expect(last).toEqual([
      { do: 'timer.stop', timer: 'agent' },
      { do: 'begin', conversationId: 'conv_1' },
      { do: 'timer.start', timer: 'watch', ms: LIMITS.watchMs },
      { do: 'caller.step' },
      ...frames.map((payload) => ({ do: 'agent.send', message: { user_audio_chunk: payload } })),
    ])
  })

  it('keeps the last two seconds of the caller’s audio when the agent is later than that', () => {
    const frames = Array.from({ length: 110 }, (_, n) => frame(n))
    const { toAgent, state } = played(agentOpened, connected, started, ...frames.map((payload) => media(payload)), ready)
    const delivered = chunks(toAgent)
    // 100 frames are two seconds; the padding of base64 costs one or two of them.
    expect(delivered.length).toBeGreaterThanOrEqual(98)
    expect(delivered).toEqual(frames.slice(-delivered.length))
    expect(state).toMatchObject({ dropped: { fromCaller: 110 - delivered.length } })
  })

  it('keeps the agent’s audio until Twilio’s start, then plays it in its order', () => {
    const { toCaller, state } = played(agentOpened, ready, audio(1, frame(1)), audio(2, frame(2)), connected, started)
    expect(payloads(toCaller)).toEqual([frame(1), frame(2)])
    expect(state.phase).toBe('talking')
  })

  it('never plays what the agent took back before it was played', () => {
    const { toCaller } = played(
      agentOpened,
      ready,
      audio(1, frame(1)),
      audio(2, frame(2)),
      interruption(1),
      audio(1, frame(3)),
      connected,
      started,
    )
    expect(payloads(toCaller)).toEqual([frame(2)])
  })

  it('answers a ping whose id is 0', () => {
    expect(played(agentOpened, ping(0)).last).toEqual([{ do: 'agent.send', message: { type: 'pong', event_id: 0 } }])
  })

  it('starts the conversation whichever side is there first', () => {
    expect(played(agentOpened, ready, connected, started).state.phase).toBe('talking')
    expect(played(...untilTalking).state.phase).toBe('talking')
  })

  it('stops waiting for a side that is there', () => {
    const { effects } = played(...untilTalking)
    expect(effects).toContainEqual({ do: 'timer.stop', timer: 'start' })
    expect(effects).toContainEqual({ do: 'timer.stop', timer: 'agent' })
  })
})

describe('a session that cannot open', () => {
  it('ends with 1008 when Twilio sends no start in five seconds', () => {
    const { effects, closeCode, report, hasHungUp } = played(agentOpened, LIMITS.startMs, { type: 'timer.start' })
    expect(effects).toContainEqual({ do: 'timer.start', timer: 'start', ms: 5_000 })
    expect(closeCode).toBe(1008)
    expect(hasHungUp).toBe(true)
    expect(report).toMatchObject({
      closedFirst: 'bridge',
      agentSpoke: false,
      durationMs: 5_000,
      failure: 'no start from the caller stream',
    })
  })

  it('ends with 1008 when the stream belongs to another call', () => {
    const { closeCode, report } = played(connected, { ...started, callSid: `CA${'d'.repeat(32)}` })
    expect(closeCode).toBe(1008)
    expect(report?.failure).toBe('stream of another call')
  })

  it.each([
    ['a start before the greeting', [started]],
    ['a second greeting', [connected, connected]],
    ['a second start', [connected, started, started]],
    ['audio before the start', [connected, media(frame(1))]],
    ['a mark before the start', [connected, happened.mark(1)]],
    ['a stop before the start', [connected, stop]],
    ['a message that is malformed', [connected, { type: 'caller.malformed' } as const]],
  ])('ends with 1008 at %s', (_, events) => {
    const { closeCode, report, state } = played(...events)
    expect(state.phase).toBe('closed')
    expect(closeCode).toBe(1008)
    expect(report?.closedFirst).toBe('bridge')
  })

  it.each([
    ['hears', { ...ready, hears: 'pcm_16000' }, 'agent format pcm_16000 in, ulaw_8000 out'],
    ['speaks', { ...ready, speaks: 'pcm_44100' }, 'agent format ulaw_8000 in, pcm_44100 out'],
  ])('fails by name when the agent %s another format', (_, wrong, failure) => {
    const { report, hasHungUp } = played(agentOpened, connected, started, wrong)
    expect(report).toMatchObject({ failure, conversationId: 'conv_1', closedFirst: 'bridge' })
    expect(hasHungUp).toBe(true)
  })

  it('fails when the agent is not ready in time', () => {
    expect(played(agentOpened, connected, started, { type: 'timer.agent' }).report?.failure).toBe('agent not ready in time')
  })

  it.each([
    ['cannot be reached', { type: 'agent.closed', code: 1006, why: 'HTTP 401' } as const, 'agent unreachable: HTTP 401'],
    [
      'closes',
      agentClosed(1008),
      'agent closed 1008: it did not accept what it was told: overrides, variables or access, before it was ready',
    ],
    ['closes as if all were well', agentClosed(1000), 'agent closed 1000: as if all were well, before it was ready'],
    ['ends the call', ended, 'agent ended before it was ready'],
    ['reports an error', { type: 'agent.error', code: 1008, kind: 'override_error' } as const, 'agent error override_error'],
    ['sends nonsense', { type: 'agent.malformed' } as const, 'agent broke the protocol'],
  ])('fails and hangs up when the agent %s', (_, event, failure) => {
    const { report, hasHungUp, closeCode } = played(connected, started, event)
    expect(report).toMatchObject({ failure, agentSpoke: false })
    expect(hasHungUp).toBe(true)
    expect(closeCode).toBe(1000)
  })

  it('lets a caller go who hangs up before the agent is ready', () => {
    const { report, hasHungUp, last } = played(agentOpened, connected, started, 700, stop)
    expect(report).toMatchObject({ closedFirst: 'caller', agentSpoke: false, durationMs: 700 })
    expect(report?.failure).toBeUndefined()
    expect(hasHungUp).toBe(false)
    expect(last).toContainEqual({ do: 'agent.close' })
  })

  it('hangs up when the caller’s socket is lost, since the call may go on without it', () => {
    const { report, hasHungUp } = played(agentOpened, connected, callerClosed)
    expect(report?.closedFirst).toBe('caller')
    expect(hasHungUp).toBe(true)
  })
})
