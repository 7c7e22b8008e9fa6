import { describe, expect, it } from 'vitest'
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

const aSession = () => {
  const brief = aBrief()
  const timing = manualTiming()
  const { log, lines } = collectedLog()
  const ledger = ledgerOf(brief)
  const hungUp: string[] = []
  const caller = scriptedLine()
  const agent = scriptedLine()
  const hangUp = async (callSid: string) => void hungUp.push(callSid)
  const events = callEvents({ conversations: ledger.conversations, hangUp, timing, log }, brief)
  const session = holdSession({ brief, options: FRAME_BY_FRAME, caller, agent, events, timing, log })
  const say = {
    caller: (message: object) => caller.events.text(JSON.stringify(message)),
    agent: (message: object) => agent.events.text(JSON.stringify(message)),
  }
  return { brief, timing, lines, ledger, hungUp, caller, agent, session, say }
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

const aConversation = () => {
  const call = aSession()
  call.agent.events.opened()
  call.say.caller({ event: 'connected' })
  call.say.caller({ event: 'start', start, streamSid: STREAM_SID })
  call.say.agent(metadata)
  return call
}

describe('a session', () => {
  it('carries audio both ways on the wire', () => {
    const { say, agent, caller } = aConversation()
    say.caller(media(frame(1)))
    say.agent(audio(1, frame(2)))
    expect(agent.sent).toEqual([expect.objectContaining({ user_id: aBrief().attemptId }), { user_audio_chunk: frame(1) }])
    expect(caller.sent).toEqual([media(frame(2)), { event: 'mark', streamSid: STREAM_SID, mark: { name: '1' } }])
  })

  it('looks at what waits on the socket that a piece of audio is meant for', () => {
    const { say, agent, caller } = aConversation()
    agent.backlog = 1_000_000_000
    say.caller(media(frame(1)))
    say.agent(audio(1, frame(2)))
    expect(agent.sent).toHaveLength(1)
    expect(caller.sent).toHaveLength(2)
  })

  it('tells the ledger every 20 s that the call lives, and no more once it is over', async () => {
    const { timing, ledger, say } = aConversation()
    await timing.pass(60_000)
    expect(ledger.beats()).toBe(3)
    say.caller({ event: 'stop', streamSid: STREAM_SID })
    await timing.pass(60_000)
    expect(ledger.beats()).toBe(3)
    expect(timing.waiting()).toBe(0)
  })

  it('reports once and hangs up when the agent dies', async () => {
    const { agent, caller, ledger, hungUp, session } = aConversation()
    agent.events.closed({ code: 1011 })
    agent.events.closed({ code: 1011 })
    caller.events.closed({ code: 1000 })
    await session.finished
    expect(ledger.reports).toEqual([expect.objectContaining({ closedFirst: 'agent', failure: 'agent closed 1011' })])
    expect(hungUp).toEqual([CALL_SID])
    expect(caller.closed).toEqual([{ code: 1000, reason: 'agent closed 1011' }])
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

  it('logs neither what is said nor who says it', async () => {
    const { say, session, lines, brief } = aConversation()
    say.agent({ type: 'user_transcript', user_transcription_event: { user_transcript: 'my name is Grace', event_id: 1 } })
    say.caller({ event: 'stop', streamSid: STREAM_SID })
    await session.finished
    expect(lines.map(({ message }) => message)).toEqual(['stream.opened', 'stream.closed'])
    for (const secret of ['Grace', brief.prompt, brief.firstMessage]) expect(JSON.stringify(lines)).not.toContain(secret)
  })
})
