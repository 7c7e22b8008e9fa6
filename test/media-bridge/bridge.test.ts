// The whole bridge over real sockets.
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { BridgePorts } from '../../media-bridge/server.ts'
import { aBrief, CALL_SID, frame, ledgerOf, STREAM_SID } from '../support/bridge.ts'
import {
  aToken,
  audio,
  mark,
  media,
  openStream,
  startAgent,
  startStream,
  startTestBridge,
  upgradeRequest,
} from '../support/bridge-peers.ts'
import { eventually } from '../support/eventually.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close()
})

const startAll = async (options: Partial<BridgePorts> & { capacity?: number; format?: string } = {}) => {
  const { format, ...ports } = options
  const agent = await startAgent(format)
  closing.push(agent.close)
  const bridge = await startTestBridge(agent.url, ports)
  closing.push(() => bridge.drain(0))
  return { agent, bridge }
}
const inConversation = async (options: Parameters<typeof startAll>[0] = {}) => {
  const { agent, bridge } = await startAll(options)
  const caller = await startStream(bridge)
  const conversation = await agent.conversation()
  await conversation.hears({ type: 'conversation_initiation_client_data' })
  return { agent, bridge, caller, conversation }
}

describe('a call over the bridge', () => {
  it('hears and is heard', async () => {
    const { caller, conversation } = await inConversation()
    caller.say(media(frame(1)))
    await conversation.hears({ user_audio_chunk: frame(1) })
    conversation.say({ type: 'ping', ping_event: { event_id: 0, ping_ms: null } })
    await conversation.hears({ type: 'pong', event_id: 0 })
    conversation.say(audio(1, frame(2)))
    await caller.hears(media(frame(2)))
    await caller.hears(mark('1'))
    expect(conversation.heard[0]).toMatchObject({
      type: 'conversation_initiation_client_data',
      conversation_config_override: { agent: { prompt: { prompt: 'Be brief.' } } },
      user_id: aBrief().attemptId,
    })
  })

  it('loses nothing that the caller says while the agent is still being reached', async () => {
    const address = Promise.withResolvers<string>()
    const { agent, bridge } = await startAll({ agentAddress: () => address.promise })
    const caller = await startStream(bridge)
    for (let n = 0; n < 50; n++) caller.say(media(frame(n)))
    address.resolve(agent.url)
    const conversation = await agent.conversation()
    await conversation.hears({ user_audio_chunk: frame(49) })
    expect(conversation.heard.slice(1)).toEqual(Array.from({ length: 50 }, (_, n) => ({ user_audio_chunk: frame(n) })))
  })

  it('is with the campaign’s own agent where it has one, and with no other', async () => {
    const agent = await startAgent()
    closing.push(agent.close)
    const usual = await startAgent()
    closing.push(usual.close)
    const brief = aBrief({ agentId: 'agent_2' })
    const bridge = await startTestBridge('ws://127.0.0.1:1', {
      conversations: ledgerOf(brief).conversations,
      agentAddress: async (agentId) => (agentId === 'agent_2' ? agent.url : usual.url),
    })
    closing.push(() => bridge.drain(0))
    await startStream(bridge)
    const conversation = await agent.conversation()
    await conversation.hears({ type: 'conversation_initiation_client_data' })
    expect(usual.conversations.flatMap(({ heard }) => heard)).toEqual([])
  })

  it('is silent at once when the caller interrupts', async () => {
    const { caller, conversation } = await inConversation()
    conversation.say(audio(1, frame(1)))
    conversation.say({ type: 'interruption', interruption_event: { event_id: 1 } })
    conversation.say(audio(1, frame(2)))
    conversation.say(audio(2, frame(3)))
    await caller.hears(media(frame(3)))
    expect(caller.heard).toContainEqual({ event: 'clear', streamSid: STREAM_SID })
    expect(caller.heard).not.toContainEqual(media(frame(2)))
  })

  it('ends for the agent when the caller hangs up', async () => {
    const { bridge, caller, conversation } = await inConversation()
    conversation.say(audio(1, frame(1)))
    await caller.hears(media(frame(1)))
    caller.say({ event: 'stop', streamSid: STREAM_SID, stop: { callSid: CALL_SID } })
    expect(await conversation.closes()).toBe(1000)
    expect(await caller.closes()).toBe(1000)
    expect(bridge.reports).toMatchObject([{ closedFirst: 'caller', agentSpoke: true, conversationId: 'conv_1' }])
    expect(bridge.hungUp).toEqual([])
  })

  it('ends for the caller when the agent has ended it and its last words were heard', async () => {
    const { bridge, caller, conversation } = await inConversation()
    conversation.say(audio(1, frame(1)))
    await caller.hears(mark('1'))
    conversation.socket.close(1000)
    await conversation.closes()
    expect(bridge.reports).toEqual([])
    caller.say(mark('1'))
    expect(await caller.closes()).toBe(1000)
    await eventually(() => bridge.reports).toMatchObject([{ closedFirst: 'agent', agentSpoke: true }])
    expect(bridge.hungUp).toEqual([CALL_SID])
  })

  it('is hung up when the agent dies', async () => {
    const { bridge, caller, conversation } = await inConversation()
    conversation.socket.close(1008)
    expect(await caller.closes()).toBe(1000)
    await eventually(() => bridge.reports).toMatchObject([{ closedFirst: 'agent', failure: expect.stringContaining('agent closed 1008') }])
    expect(bridge.hungUp).toEqual([CALL_SID])
  })

  it('is hung up when the agent cannot be reached', async () => {
    const { bridge } = await startAll({ agentAddress: async () => 'ws://127.0.0.1:1' })
    const caller = await startStream(bridge)
    await caller.closes()
    await eventually(() => bridge.reports).toMatchObject([{ failure: 'agent unreachable: ECONNREFUSED' }])
    expect(bridge.hungUp).toEqual([CALL_SID])
  })

  it('is hung up and reported when Twilio leaves while the ledger still admits it', async () => {
    const admitted = Promise.withResolvers<void>()
    const { conversations } = ledgerOf(aBrief())
    const open: typeof conversations.open = async (attemptId) => {
      await admitted.promise
      return conversations.open(attemptId)
    }
    const { bridge, agent } = await startAll({ conversations: { ...conversations, open } })
    const socket = connect(bridge.port, '127.0.0.1', () => socket.write(upgradeRequest(aToken())))
    const conversation = await agent.conversation()
    socket.destroy()
    await once(socket, 'close')
    admitted.resolve()
    expect(await conversation.closes()).toBe(1000)
    await eventually(() => bridge.hungUp).toEqual([CALL_SID])
  })

  it('is hung up when there is no address of the agent', async () => {
    const { bridge } = await startAll({ agentAddress: () => Promise.reject(new Error('HTTP 401')) })
    await (await startStream(bridge)).closes()
    await eventually(() => bridge.reports).toMatchObject([{ failure: 'agent unreachable: no address' }])
  })

  it('fails by name with an agent of another audio format', async () => {
    const { bridge } = await startAll({ format: 'pcm_16000' })
    await (await startStream(bridge)).closes()
    await eventually(() => bridge.reports).toMatchObject([{ failure: 'agent format pcm_16000 in, pcm_16000 out' }])
  })

  it.each([
    ['binary', Buffer.from([1, 2, 3]), 1008],
    ['larger than any message of Twilio', 'x'.repeat(65 * 1024), 1009],
    ['not JSON', 'hello', 1008],
  ])('ends when the caller’s side sends what is %s', async (_, message, code) => {
    const { bridge, caller, conversation } = await inConversation()
    caller.socket.send(message)
    expect(await caller.closes()).toBe(code)
    expect(await conversation.closes()).toBe(1000)
    await eventually(() => bridge.reports).toMatchObject([{ closedFirst: 'bridge', failure: 'caller stream broke the protocol' }])
  })

  it('ends when its stream says that it belongs to another call', async () => {
    const { bridge } = await startAll()
    expect(await (await startStream(bridge, `CA${'d'.repeat(32)}`)).closes()).toBe(1008)
  })
})

describe('a stream is refused', () => {
  it('with 403 when Twilio did not sign it', async () => {
    const { bridge, agent } = await startAll()
    expect(await openStream(bridge, { token: aToken(), signature: 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' })).toBe(403)
    expect(agent.conversations).toEqual([])
    // Whoever likes can make us refuse them: that must not fill the log.
    expect(bridge.lines).toEqual([])
  })

  it('with 401 when its token is not ours', async () => {
    const { bridge } = await startAll()
    expect(await openStream(bridge, { token: `${aToken()}x` })).toBe(401)
  })

  it('with 409 when its token was used before, and the first stream goes on', async () => {
    const { bridge, caller, conversation } = await inConversation()
    expect(await openStream(bridge, { token: aToken() })).toBe(409)
    caller.say(media(frame(1)))
    await conversation.hears({ user_audio_chunk: frame(1) })
  })

  it.each([
    ['410 when its call is over', 'over', 410],
    ['410 when there is no such attempt', 'no such attempt', 410],
  ] as const)('with %s', async (_, reason, status) => {
    const { conversations } = ledgerOf()
    const { bridge, agent } = await startAll({ conversations: { ...conversations, open: async () => ({ kind: 'refused', reason }) } })
    expect(await openStream(bridge, { token: aToken() })).toBe(status)
    for (const conversation of agent.conversations) expect(await conversation.closes()).toBe(1000)
  })

  it('with 503 when the ledger cannot be reached', async () => {
    const { conversations } = ledgerOf()
    const { bridge } = await startAll({ conversations: { ...conversations, open: () => Promise.reject(new Error('down')) } })
    expect(await openStream(bridge, { token: aToken() })).toBe(503)
  })

  it('with 503 when every place is taken, after the call was sent elsewhere', async () => {
    const told: string[] = []
    const { bridge } = await startAll({ capacity: 0, divert: async (attemptId) => void told.push(attemptId) })
    expect(await openStream(bridge, { token: aToken() })).toBe(503)
    expect(told).toEqual([aBrief().attemptId])
  })

  it('with 503 when every place is taken and nobody else takes the call either', async () => {
    const { bridge } = await startAll({ capacity: 0, divert: () => Promise.reject(new Error('down')) })
    expect(await openStream(bridge, { token: aToken() })).toBe(503)
    expect(bridge.lines.map(({ message }) => message)).toContain('stream.not-diverted')
  })
})

describe('a bridge that drains', () => {
  it('is alive but not ready, refuses streams, and lets the live call finish', async () => {
    const { bridge, caller, conversation } = await inConversation()
    const url = `http://127.0.0.1:${bridge.port}`
    expect((await fetch(`${url}/ready`)).status).toBe(200)
    const drained = bridge.drain(110_000)
    expect((await fetch(`${url}/health`)).status).toBe(200)
    expect((await fetch(`${url}/ready`)).status).toBe(503)
    expect(await openStream(bridge, { token: aToken() })).toBe(503)
    caller.say(media(frame(1)))
    await conversation.hears({ user_audio_chunk: frame(1) })
    caller.say({ event: 'stop', streamSid: STREAM_SID })
    await drained
    expect(bridge.reports).toMatchObject([{ closedFirst: 'caller' }])
  })

  it('ends and hangs up what outlasts it', async () => {
    const { bridge, caller } = await inConversation()
    await bridge.drain(0)
    expect(await caller.closes()).toBe(1001)
    expect(bridge.reports).toMatchObject([{ failure: 'bridge shut down' }])
    expect(bridge.hungUp).toEqual([CALL_SID])
  })
})

it('answers 404 to what it does not serve', async () => {
  const { bridge } = await startAll()
  expect((await fetch(`http://127.0.0.1:${bridge.port}/elsewhere`)).status).toBe(404)
})
