// The agent's connection is lost in the middle of a call, or before it.
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../media-bridge/limits.ts'
import type { Happening } from '../../media-bridge/session-state.ts'
import { aBrief, frame, happened, type Moment, played, untilTalking } from '../support/bridge.ts'

const { agentOpened, agentClosed, audio, connected, heard, mark, media, ready, said, started } = happened

const again: Happening = { ...ready, conversationId: 'conv_2' }
const reconnects = ({ effects }: ReturnType<typeof played>) => effects.filter((effect) => effect.do === 'agent.reconnect').length
const initiations = ({ toAgent }: ReturnType<typeof played>) =>
  toAgent.flatMap((message) => ('conversation_config_override' in message ? [message.conversation_config_override?.agent] : []))

const spoken: readonly Moment[] = [...untilTalking, said(1, 'Hello Grace.'), audio(1, frame(1)), heard('Who is {{this}}?')]

describe('an agent that is lost before it is ready', () => {
  it('is connected once more, and told the same', () => {
    const call = played(connected, started, agentOpened, agentClosed(1006), agentOpened, again)
    expect(reconnects(call)).toBe(1)
    expect(call.state).toMatchObject({ phase: 'talking', conversationId: 'conv_2' })
    expect(initiations(call)).toEqual([initiations(call)[0], initiations(call)[0]])
  })

  it('is given up when it is lost again', () => {
    const call = played(connected, started, agentOpened, agentClosed(1006), agentOpened, agentClosed(1006))
    expect(reconnects(call)).toBe(1)
    expect(call.state.phase).toBe('closed')
    expect(call.report?.failure).toContain('before it was ready')
  })

  it.each<[string, Happening]>([
    ['does not accept what it is told', agentClosed(1008)],
    ['refuses us', { type: 'agent.closed', code: 1006, why: 'HTTP 401' }],
    ['has no quota left', { type: 'agent.closed', code: 1011, why: 'its quota is used up' }],
  ])('is not asked again when it %s', (_, event) => {
    expect(reconnects(played(connected, started, agentOpened, event))).toBe(0)
  })

  it('is asked again when it was busy', () => {
    expect(reconnects(played(connected, started, { type: 'agent.closed', code: 1006, why: 'HTTP 429' }))).toBe(1)
  })
})

describe('an agent that is lost in the middle of a conversation', () => {
  it('greets when nobody has heard it yet', () => {
    const call = played(...untilTalking, agentClosed(1011), agentOpened, again)
    expect(initiations(call)[1]?.first_message).toBe(aBrief().firstMessage)
    expect(call.toAgent).not.toContainEqual(expect.objectContaining({ type: 'user_message' }))
  })

  it('does not greet twice: it is told what was said, and goes on', () => {
    const call = played(...spoken, agentClosed(1011), agentOpened, again)
    const [, agent] = initiations(call)
    expect(agent?.first_message).toBe('')
    expect(agent?.prompt?.prompt).toMatch(/^Be brief\.\nYou are in the middle of this call.+\nYou: Hello Grace\.\nCaller: Who is this\?$/)
    expect(call.last).toContainEqual({ do: 'agent.send', message: { type: 'user_message', text: 'Please go on.' } })
    expect(call.last).toContainEqual({ do: 'begin', conversationId: 'conv_2' })
  })

  it('loses no word of the caller, and none of its own that were said', () => {
    const call = played(...spoken, agentClosed(1011), media(frame(7)), agentOpened, again, media(frame(8)))
    expect(call.toAgent.slice(-2)).toEqual([{ user_audio_chunk: frame(7) }, { user_audio_chunk: frame(8) }])
    expect(call.toCaller).toContainEqual({ event: 'media', payload: frame(1) })
  })

  it('counts its audio anew, and its marks on', () => {
    const call = played(...spoken, happened.interruption(5), agentClosed(1006), agentOpened, again, audio(1, frame(2)), {
      type: 'timer.tail',
    })
    expect(call.toCaller.slice(-2)).toEqual([
      { event: 'media', payload: frame(2) },
      { event: 'mark', name: '1' },
    ])
    const unbroken = played(...spoken, agentClosed(1006), agentOpened, again, audio(1, frame(2)), { type: 'timer.tail' }, mark(1), mark(2))
    expect(unbroken.state).toMatchObject({ marks: { sent: 2, pending: [] }, speech: { sentMs: 40, heardMs: 40 } })
  })

  it('is waited for, for so long and no longer', () => {
    const waiting = played(...spoken, agentClosed(1006))
    expect(waiting.last).toContainEqual({ do: 'timer.start', timer: 'agent', ms: LIMITS.reconnectMs })
    expect(waiting.state.phase).toBe('opening')
    const { report } = played(...spoken, agentClosed(1006), LIMITS.reconnectMs, { type: 'timer.agent' })
    expect(report).toMatchObject({ agentSpoke: true, failure: 'agent not ready in time' })
  })

  it('is not waited for when the caller hangs up or the call has lasted long enough', () => {
    expect(played(...spoken, agentClosed(1006), happened.stop).report).toMatchObject({ closedFirst: 'caller' })
    expect(played(...spoken, agentClosed(1006), { type: 'timer.longest' }).report).toMatchObject({ endedBecause: 'max-call-length' })
  })

  it('is given up when the next is lost, too', () => {
    const call = played(...spoken, agentClosed(1006), agentOpened, again, agentClosed(1006))
    expect(reconnects(call)).toBe(1)
    expect(call.report).toMatchObject({ failure: expect.stringContaining('1006'), conversationId: 'conv_2' })
  })
})
