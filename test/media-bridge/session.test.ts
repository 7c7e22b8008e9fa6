import { describe, expect, it } from 'vitest'
import type { ConversationBrief } from '#app/ports/bridge.ts'
import { callEvents } from '../../media-bridge/call-events.ts'
import { holdSession } from '../../media-bridge/session.ts'
import {
  ACCOUNT_SID,
  aBrief,
  CALL_SID,
  collectedLog,
  FRAME_BY_FRAME,
  frame,
  ledgerOf,
  manualTiming,
  STREAM_SID,
  scriptedLine,
} from '../support/bridge.ts'

const together = (...frames: number[]) => Buffer.concat(frames.map((n) => Buffer.from(frame(n), 'base64'))).toString('base64')

/** Long enough for a mark of its own. */
const LONG = Buffer.alloc(1_600, 1).toString('base64')

type Changes = Partial<ConversationBrief> & { apologyWorks?: boolean; joinMs?: number }

const aSession = ({ apologyWorks = true, joinMs = 0, ...changes }: Changes = {}) => {
  const brief = aBrief(changes)
  const timing = manualTiming()
  const { log, lines } = collectedLog()
  const ledger = ledgerOf(brief)
  const hungUp: string[] = []
  const caller = scriptedLine()
  const agent = scriptedLine()
  const second = scriptedLine()
  const hangUp = async (callSid: string) => void hungUp.push(callSid)
  const apologise = async () => apologyWorks
  const events = callEvents({ conversations: ledger.conversations, hangUp, apologise, timing, log }, brief)
  const options = { ...FRAME_BY_FRAME, joinMs }
  const session = holdSession({ brief, options, caller, agent, agentAgain: () => second, events, timing, log })
  const say = {
    caller: (message: object) => caller.events.text(JSON.stringify(message)),
    agent: (message: object) => agent.events.text(JSON.stringify(message)),
  }
  return { brief, timing, lines, ledger, hungUp, caller, agent, second, session, say }
}

const start = {
  accountSid: ACCOUNT_SID,
  streamSid: STREAM_SID,
  callSid: CALL_SID,
  mediaFormat: { encoding: 'audio/x-mulaw', sampleRate: 8000, channels: 1 },
}
const metadata = {
  type: 'conversation_initiation_metadata',
  conversation_initiation_metadata_event: {
    conversation_id: 'conv_1',
    agent_output_audio_format: 'ulaw_8000',
    user_input_audio_format: 'ulaw_8000',
  },
}
const media = (payload: string) => ({ event: 'media', streamSid: STREAM_SID, media: { payload } })
const audio = (event_id: number, audio_base_64: string) => ({ type: 'audio', audio_event: { event_id, audio_base_64 } })

const aConversation = (changes: Parameters<typeof aSession>[0] = {}) => {
  const call = aSession(changes)
  call.agent.events.opened()
  call.say.caller({ event: 'connected' })
  call.say.caller({ event: 'start', start, streamSid: STREAM_SID })
  call.say.agent(metadata)
  return call
}

describe('a session whose caller is read in steps', () => {
  const inSteps = (changes: Changes = {}) => {
    const call = aSession(changes)
    call.caller.readInSteps = () => true
    call.agent.events.opened()
    call.say.caller({ event: 'connected' })
    call.say.caller({ event: 'start', start, streamSid: STREAM_SID })
    call.say.agent(metadata)
    return call
  }
  it('passes on in one message what came in one step', () => {
    const { say, agent, caller } = inSteps()
    say.caller(media(frame(1)))
    say.caller(media(frame(2)))
    expect(agent.sent).toHaveLength(1)
    caller.events.stepped?.()
    caller.events.stepped?.()
    expect(agent.sent.slice(1)).toEqual([{ user_audio_chunk: together(1, 2) }])
  })

  it('keeps to its place what came between', () => {
    const { say, agent, caller, ledger } = inSteps()
    say.caller(media(frame(1)))
    say.caller({ event: 'stop', streamSid: STREAM_SID })
    say.caller(media(frame(2)))
    caller.events.stepped?.()
    expect(agent.sent.slice(1)).toEqual([{ user_audio_chunk: frame(1) }])
    expect(ledger.reports).toMatchObject([{ closedFirst: 'caller' }])
  })

  it('lets nothing wait for the next step that something else has come behind', () => {
    const { say, agent, caller } = inSteps({ joinMs: 60 })
    say.caller(media(frame(1)))
    say.caller({ event: 'dtmf', streamSid: STREAM_SID, dtmf: { digit: '1' } })
    caller.events.stepped?.()
    expect(agent.sent.at(-1)).toEqual({ user_audio_chunk: frame(1) })
  })

  it('does not divide a step at a mark, which tells of what the caller heard, not of what they say', () => {
    const { say, agent, caller } = inSteps({ joinMs: 20 })
    say.caller(media(frame(1)))
    say.caller({ event: 'mark', streamSid: STREAM_SID, mark: { name: '1' } })
    say.caller(media(frame(2)))
    caller.events.stepped?.()
    expect(agent.sent.slice(1)).toEqual([{ user_audio_chunk: together(1, 2) }])
  })
})

describe('a session whose agent is read in steps', () => {
  /** Once it has said so much that it is. */
  const inSteps = () => {
    const call = aSession({ joinMs: 60 })
    const asked: boolean[] = []
    call.agent.readInSteps = (isOn) => asked.push(isOn) > 0
    call.agent.events.opened()
    call.say.caller({ event: 'connected' })
    call.say.caller({ event: 'start', start, streamSid: STREAM_SID })
    call.say.agent(metadata)
    for (const n of [1, 2, 3]) call.say.agent(audio(1, frame(n)))
    expect(asked).toEqual([true])
    expect(call.caller.sent).toEqual([media(together(1, 2, 3))])
    return { ...call, toCaller: () => call.caller.sent.slice(1) }
  }

  it('passes on in one message what came in one step', () => {
    const { say, agent, toCaller } = inSteps()
    for (const n of [1, 2, 3, 4]) say.agent(audio(1, frame(n)))
    expect(toCaller()).toEqual([])
    agent.events.stepped?.()
    agent.events.stepped?.()
    expect(toCaller()).toEqual([media(together(1, 2, 3, 4))])
  })

  it('silences the caller at once when an interruption came in it: what is behind it is kept, what was before it is not heard', () => {
    const { say, agent, toCaller } = inSteps()
    say.agent(audio(1, frame(1)))
    say.agent({ type: 'interruption', interruption_event: { event_id: 1 } })
    expect(toCaller()).toEqual([{ event: 'clear', streamSid: STREAM_SID }])
    say.agent(audio(1, frame(2)))
    say.agent(audio(2, frame(3)))
    agent.events.stepped?.()
    expect(toCaller().slice(1)).toEqual([media(frame(3))])
  })

  it('lets nothing wait for the next step that something else has come behind', () => {
    const { say, agent, toCaller } = inSteps()
    say.agent(audio(1, frame(1)))
    say.agent({ type: 'ping', ping_event: { event_id: 1 } })
    agent.events.stepped?.()
    expect(toCaller()).toEqual([media(frame(1))])
  })

  it('lets the caller hear what its agent said last, when that is gone within the step', () => {
    const { say, agent, toCaller } = inSteps()
    say.agent(audio(1, frame(1)))
    agent.events.closed({ code: 1000, reason: '' })
    expect(toCaller()[0]).toEqual(media(frame(1)))
  })

  it('passes on each piece by itself again from another agent that takes its place', () => {
    const { agent, second, toCaller } = inSteps()
    agent.events.closed({ code: 1006, reason: '' })
    second.events.opened()
    second.events.text(JSON.stringify(metadata))
    const before = toCaller().length
    second.events.text(JSON.stringify(audio(1, LONG)))
    expect(toCaller()[before]).toEqual(media(LONG))
  })
})

describe('a session', () => {
  it('carries audio both ways on the wire', () => {
    const { say, agent, caller } = aConversation()
    say.caller(media(frame(1)))
    say.agent(audio(1, LONG))
    expect(agent.sent).toEqual([expect.objectContaining({ user_id: aBrief().attemptId }), { user_audio_chunk: frame(1) }])
    expect(caller.sent).toEqual([media(LONG), { event: 'mark', streamSid: STREAM_SID, mark: { name: '1' } }])
  })

  it('looks at what waits on the socket that a piece of audio is meant for', () => {
    const { say, agent, caller } = aConversation()
    agent.unsent = 1_000_000_000
    say.caller(media(frame(1)))
    say.agent(audio(1, frame(2)))
    expect(agent.sent).toHaveLength(1)
    expect(caller.sent).toHaveLength(1)
  })

  it('tells the ledger every 20 s that the call lives, and no more once it is over', async () => {
    const { timing, ledger, say } = aConversation()
    for (let n = 0; n < 12; n++) {
      say.caller(media(frame(1)))
      say.agent(audio(1, frame(2)))
      await timing.pass(5_000)
    }
    expect(ledger.beats()).toBe(3)
    say.caller({ event: 'stop', streamSid: STREAM_SID })
    await timing.pass(60_000)
    expect(ledger.beats()).toBe(3)
    expect(timing.waiting()).toBe(0)
  })

  it('reports once and hangs up when the agent dies', async () => {
    const { agent, caller, ledger, hungUp, session } = aConversation()
    agent.events.closed({ code: 1008, reason: '' })
    agent.events.closed({ code: 1008, reason: '' })
    caller.events.closed({ code: 1000, reason: '' })
    await session.finished
    expect(ledger.reports).toEqual([
      expect.objectContaining({
        closedFirst: 'agent',
        failure: 'agent closed 1008: it did not accept what it was told: overrides, variables or access',
      }),
    ])
    expect(hungUp).toEqual([CALL_SID])
    expect(caller.closed).toEqual([
      { code: 1000, reason: 'agent closed 1008: it did not accept what it was told: overrides, variables or access' },
    ])
  })

  it('goes on over another line when the agent is lost', () => {
    const { agent, second, say } = aConversation()
    say.agent(audio(1, LONG))
    agent.events.closed({ code: 1006, reason: '' })
    second.events.opened()
    second.events.text(JSON.stringify(metadata))
    say.caller(media(frame(3)))
    expect(second.sent).toEqual([
      expect.objectContaining({ type: 'conversation_initiation_client_data' }),
      expect.objectContaining({ type: 'user_message' }),
      { user_audio_chunk: frame(3) },
    ])
    expect(agent.sent).toHaveLength(1)
  })

  it('closes both lines when Twilio never starts', async () => {
    const { timing, agent, caller, session } = aSession()
    await timing.pass(5_000)
    await session.finished
    expect(caller.closed).toMatchObject([{ code: 1008 }])
    expect(agent.closed).toMatchObject([{ code: 1000 }])
  })

  it.each(['caller', 'agent'] as const)('ends when the %s sends what the protocol does not know', async (side) => {
    const call = aConversation()
    call[side].events.broken()
    await call.session.finished
    expect(call.ledger.reports).toMatchObject([{ closedFirst: 'bridge' }])
  })

  it('is over when the bridge shuts down', async () => {
    const { session, ledger } = aConversation()
    session.shutDown()
    await session.finished
    expect(ledger.reports).toMatchObject([{ closedFirst: 'bridge', failure: 'bridge shut down' }])
  })

  it('dies alone when a message of its agent is more than the reader can take', async () => {
    const { agent, session, ledger } = aConversation()
    const alignment = `{"chars":["${'a'.repeat(15_000_000)}"],"char_start_times_ms":[0],"char_durations_ms":[0]}`
    expect(() =>
      agent.events.text(`{"type":"audio","audio_event":{"alignment":${alignment},"audio_base_64":"${frame(1)}","event_id":1}}`),
    ).not.toThrow()
    session.shutDown()
    await session.finished
    expect(ledger.reports).toHaveLength(1)
  })

  it('dies alone: an error of ours ends this call, is logged, and is reported', async () => {
    const { agent, caller, say, session, ledger, hungUp, lines } = aConversation()
    agent.send = () => {
      throw new TypeError('a fault of ours')
    }
    say.caller(media(frame(1)))
    await session.finished
    expect(lines).toContainEqual(expect.objectContaining({ level: 'ERROR', message: 'session.crashed' }))
    expect(ledger.reports).toMatchObject([{ failure: 'bridge crashed' }])
    expect(caller.closed).toMatchObject([{ code: 1011 }])
    expect(hungUp).toEqual([CALL_SID])
  })

  it('tells the ledger what is said, and what the agent wishes', async () => {
    const { say, agent, ledger, brief, timing } = aConversation()
    say.agent({ type: 'agent_response', agent_response_event: { agent_response: 'Hello.', event_id: 1 } })
    say.agent({ type: 'client_tool_call', client_tool_call: { tool_name: 'do_not_call', tool_call_id: 't1', parameters: {}, event_id: 2 } })
    await timing.pass(0)
    expect(ledger.turns).toMatchObject([
      { by: 'agent', text: 'Hello.' },
      { kind: 'used', text: 'do_not_call' },
    ])
    expect(ledger.suppressed).toEqual([brief.attemptId])
    expect(agent.sent.at(-1)).toEqual({
      type: 'client_tool_result',
      tool_call_id: 't1',
      result: 'This number will not be called again.',
      is_error: false,
    })
  })

  it('keeps a wish that the call does not live to see', async () => {
    const { say, ledger, session } = aConversation()
    say.agent({ type: 'client_tool_call', client_tool_call: { tool_name: 'do_not_call', tool_call_id: 't1', parameters: {}, event_id: 2 } })
    say.caller({ event: 'stop', streamSid: STREAM_SID })
    await session.finished
    expect(ledger.suppressed).toHaveLength(1)
  })

  it('waits with an open stream until Twilio has taken the call for its apology', async () => {
    const { agent, caller, say, hungUp, ledger, session } = aConversation({ apology: 'Sorry.' })
    agent.events.closed({ code: 1008, reason: '' })
    expect(caller.closed).toEqual([])
    say.caller({ event: 'stop', streamSid: STREAM_SID })
    await session.finished
    expect(hungUp).toEqual([])
    expect(ledger.reports).toMatchObject([
      { failure: 'agent closed 1008: it did not accept what it was told: overrides, variables or access' },
    ])
  })

  it('hangs up when Twilio does not apologise', async () => {
    const { agent, hungUp, session } = aConversation({ apology: 'Sorry.', apologyWorks: false })
    agent.events.closed({ code: 1008, reason: '' })
    await session.finished
    expect(hungUp).toEqual([CALL_SID])
  })

  it('names a used up quota, which no close code tells', async () => {
    const { agent, session, ledger } = aConversation()
    agent.events.closed({ code: 1000, reason: 'This request exceeds your quota limit of 10000. Grace owes us.' })
    await session.finished
    expect(ledger.reports).toMatchObject([{ failure: 'agent closed 1000: its quota is used up' }])
  })

  it('logs neither what is said nor who says it', async () => {
    const { say, session, lines, brief } = aConversation()
    say.agent({ type: 'user_transcript', user_transcription_event: { user_transcript: 'my name is Grace', event_id: 1 } })
    say.caller({ event: 'stop', streamSid: STREAM_SID })
    await session.finished
    expect(lines.map(({ message }) => message)).toEqual(['stream.opened', 'stream.closed'])
    for (const secret of ['Grace', brief.prompt, brief.firstMessage]) expect(JSON.stringify(lines)).not.toContain(secret)
  })
})
