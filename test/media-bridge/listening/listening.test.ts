// Listening in over real sockets: at the task that holds the call, and at another one.
import { afterEach, describe, expect, it } from 'vitest'
import { frame } from '../../support/bridge.ts'
import { audio, media, type Peer, startAgent, startStream, startTestBridge } from '../../support/bridge-peers.ts'
import { eventually } from '../../support/eventually.ts'
import { aDesk, aPass, type Ear, listen } from '../../support/listeners.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const someAgent = async () => {
  const agent = await startAgent()
  closing.push(agent.close)
  return agent
}
const aBridge = async (agentUrl: string, options: Parameters<typeof startTestBridge>[1] = {}) => {
  const bridge = await startTestBridge(agentUrl, options)
  closing.push(() => bridge.drain(0))
  return bridge
}
const inConversation = async (options: Parameters<typeof startTestBridge>[1] = {}) => {
  const agent = await someAgent()
  const bridge = await aBridge(agent.url, options)
  const caller = await startStream(bridge)
  const conversation = await agent.conversation()
  await eventually(() => bridge.begun).toEqual(['conv_1'])
  return { agent, bridge, caller, conversation }
}
const earAt = async (bridge: { port: number }, token = aPass()): Promise<Ear> => {
  const ear = await listen(bridge, token)
  if (typeof ear === 'number') throw new Error(`The listener was refused with ${ear}`)
  closing.push(() => ear.socket.terminate())
  return ear
}
const bothAreHeard = async (ear: Ear, { caller, conversation }: { caller: Peer; conversation: Peer }): Promise<void> => {
  caller.say(media(frame(1)))
  await ear.hears({ type: 'audio', by: 'caller', payload: frame(1) })
  conversation.say(audio(1, frame(2)))
  await ear.hears({ type: 'audio', by: 'agent', payload: frame(2) })
}

describe('a call that somebody listens to', () => {
  it('is heard from both sides, and goes on as before', async () => {
    const call = await inConversation()
    const ear = await earAt(call.bridge)
    await bothAreHeard(ear, call)
    await call.conversation.hears({ user_audio_chunk: frame(1) })
    await call.caller.hears({ event: 'media', media: { payload: frame(2) } })
  })

  it('tells when the agent was interrupted', async () => {
    const call = await inConversation()
    const ear = await earAt(call.bridge)
    await bothAreHeard(ear, call)
    call.conversation.say({ type: 'interruption', interruption_event: { event_id: 1 } })
    await ear.hears({ type: 'silenced' })
  })

  it('gives a hint to its agent and keeps it in the transcript; the caller hears nothing of it', async () => {
    const { bridge, caller, conversation } = await inConversation()
    const ear = await earAt(bridge)
    ear.hint('They are a member since 2019.')
    await conversation.hears({ type: 'contextual_update', text: 'They are a member since 2019.' })
    await ear.hears({ type: 'hint', isTaken: true })
    expect(bridge.turns).toMatchObject([{ by: 'viewer', kind: 'hinted', text: 'They are a member since 2019.' }])
    expect(caller.heard).toEqual([])
  })

  it('says goodbye to its listeners', async () => {
    const { bridge, caller } = await inConversation()
    const ear = await earAt(bridge)
    caller.socket.close()
    await ear.hears({ type: 'over' })
    expect(await ear.closes()).toBe(1000)
  })

  it('loses nothing when its listener is lost', async () => {
    const call = await inConversation()
    const ear = await earAt(call.bridge)
    ear.socket.terminate()
    call.caller.say(media(frame(3)))
    await call.conversation.hears({ user_audio_chunk: frame(3) })
  })
})

describe('a listener is refused', () => {
  it('with 401 without a pass of ours', async () => {
    const { bridge } = await inConversation()
    const [, ...rest] = aPass().split('_')
    expect(await listen(bridge, ['xxx', ...rest].join('_'))).toBe(401)
    expect(await listen(bridge, 'nothing')).toBe(401)
    expect(bridge.lines.filter(({ message }) => message.startsWith('listener'))).toEqual([])
  })

  it('with 409 when the pass was used before', async () => {
    const { bridge } = await inConversation()
    const token = aPass()
    await earAt(bridge, token)
    expect(await listen(bridge, token)).toBe(409)
  })

  it('with 410 when the call is not on', async () => {
    const bridge = await aBridge((await someAgent()).url)
    expect(await listen(bridge)).toBe(410)
  })

  it('with 503 when four listen already', async () => {
    const { bridge } = await inConversation()
    for (let i = 0; i < 4; i++) await earAt(bridge)
    expect(await listen(bridge)).toBe(503)
  })

  it('with 503 when the ledger cannot be reached, and the call goes on', async () => {
    const down = () => Promise.reject(new Error('down'))
    const call = await inConversation({ desk: { spend: down, whereIs: down } })
    expect(await listen(call.bridge)).toBe(503)
    call.caller.say(media(frame(1)))
    await call.conversation.hears({ user_audio_chunk: frame(1) })
  })
})

describe('a listener that reaches another task than the one that holds the call', () => {
  const twoTasks = async () => {
    let address = ''
    const desk = aDesk({ heldAt: () => address })
    const call = await inConversation({ desk })
    address = `http://127.0.0.1:${call.bridge.port}`
    const other = await aBridge(call.agent.url, { desk })
    return { ...call, other }
  }

  it('hears the call and gives hints through it', async () => {
    const { other, ...call } = await twoTasks()
    const ear = await earAt(other)
    await bothAreHeard(ear, call)
    ear.hint('Offer the yearly plan.')
    await call.conversation.hears({ type: 'contextual_update', text: 'Offer the yearly plan.' })
    call.caller.socket.close()
    expect(await ear.closes()).toBe(1000)
  })

  it('is refused there as it would be here', async () => {
    const { other } = await twoTasks()
    const token = aPass()
    await earAt(other, token)
    expect(await listen(other, token)).toBe(409)
  })

  it('is refused with 502 when that task has gone', async () => {
    const agent = await someAgent()
    const other = await aBridge(agent.url, { desk: aDesk({ heldAt: () => 'http://127.0.0.1:1' }) })
    expect(await listen(other)).toBe(502)
  })

  it('is refused with 410 when it is this task’s own address that the ledger remembers', async () => {
    const agent = await someAgent()
    const heldAt = 'http://127.0.0.1:1'
    const other = await aBridge(agent.url, { desk: aDesk({ heldAt: () => heldAt }), heldAt })
    expect(await listen(other)).toBe(410)
  })

  it('does not keep its task from ending', async () => {
    const { other, ...call } = await twoTasks()
    const ear = await earAt(other)
    await other.drain(0)
    expect(await ear.closes()).toBe(1006)
    call.caller.say(media(frame(1)))
    await call.conversation.hears({ user_audio_chunk: frame(1) })
  })
})
