import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../media-bridge/limits.ts'
import type { EventOf } from '../../media-bridge/session-state.ts'
import { CALLBACK_AT, happened, type Moment, played, untilTalking } from '../support/bridge.ts'

const { heard, said, corrected, key, connected, started, agentClosed, audio } = happened
const turnsIn = (...events: readonly Moment[]) => played(...events).effects.flatMap((effect) => (effect.do === 'tell' ? [effect.turn] : []))
const using = (name: string, wish?: EventOf<'agent.tool'>['wish']) =>
  ({ type: 'agent.tool', toolCallId: 't1', name, ...(wish ? { wish } : {}) }) as const
const answerOf = (result: string, is_error: boolean) => ({
  do: 'agent.send',
  message: { type: 'client_tool_result', tool_call_id: 't1', result, is_error },
})

describe('a transcript', () => {
  it('is told turn by turn, as it is said', () => {
    expect(turnsIn(...untilTalking, 700, said(1, 'Hello Grace.'), 2_000, heard('Who is it?'))).toEqual([
      { index: 0, atMs: 700, by: 'agent', kind: 'said', text: 'Hello Grace.' },
      { index: 1, atMs: 2_700, by: 'caller', kind: 'said', text: 'Who is it?' },
    ])
  })

  it('says of an interrupted turn what the caller got to hear, in its place', () => {
    const turns = turnsIn(...untilTalking, said(1, 'One.'), said(2, 'Two and three.'), heard('Stop!'), corrected(2, 'Two and…'))
    expect(turns.at(-1)).toEqual({ index: 1, atMs: 0, by: 'agent', kind: 'said', text: 'Two and…', isCutOff: true })
  })

  it('takes a correction of an event that it does not know for one of the agent’s last turn', () => {
    expect(turnsIn(...untilTalking, said(1, 'One.'), said(2, 'Two.'), corrected(9, 'T…')).at(-1)).toMatchObject({ index: 1, text: 'T…' })
    expect(turnsIn(...untilTalking, corrected(9, 'T…'))).toEqual([])
  })

  it('is bounded, in turns and in the length of each', () => {
    const talk = Array.from({ length: LIMITS.turns + 5 }, (_, n) => heard(`${n}`))
    expect(turnsIn(...untilTalking, ...talk)).toHaveLength(LIMITS.turns)
    expect(turnsIn(...untilTalking, said(1, 'a'.repeat(9_000)), corrected(1, 'b'.repeat(9_000))).map(({ text }) => text.length)).toEqual([
      LIMITS.turnLength,
      LIMITS.turnLength,
    ])
  })

  it('leaves out what is empty', () => {
    expect(turnsIn(...untilTalking, heard(''))).toEqual([])
  })

  it('has that a key was pressed, and not which: the agent, which cannot hear it, is told', () => {
    const { last } = played(...untilTalking, key('5'))
    expect(last).toEqual([
      { do: 'tell', turn: { index: 0, atMs: 0, by: 'caller', kind: 'pressed', text: '•' } },
      { do: 'agent.send', message: { type: 'contextual_update', text: 'The caller pressed 5 on the telephone.' } },
    ])
  })

  it('has a key of before the agent was there; one of another stream is nobody’s', () => {
    expect(turnsIn(connected, started, key('5'))).toHaveLength(1)
    expect(turnsIn(...untilTalking, { ...key('5'), streamSid: 'MZother' })).toEqual([])
    expect(played(connected, key('5')).closeCode).toBe(1008)
  })
})

describe('a tool of the agent', () => {
  it('that is a wish is fulfilled, and the agent told when it is', () => {
    const wish = { kind: 'do-not-call' } as const
    const { last } = played(...untilTalking, using('do_not_call', wish))
    expect(last).toEqual([
      { do: 'tell', turn: { index: 0, atMs: 0, by: 'agent', kind: 'used', text: 'do_not_call' } },
      { do: 'fulfil', toolCallId: 't1', wish },
    ])
    const done = played(...untilTalking, { type: 'tool.done', toolCallId: 't1', result: CALLBACK_AT, isError: false })
    expect(done.last).toEqual([answerOf(CALLBACK_AT, false)])
  })

  it('that is not clear is put back to it', () => {
    const { last } = played(...untilTalking, using('schedule_callback', { kind: 'unclear', problem: 'When?' }))
    expect(last).toContainEqual(answerOf('When?', true))
  })

  it('that nobody knows is answered, too: it would wait', () => {
    expect(played(...untilTalking, using('order_pizza')).last).toContainEqual(answerOf('There is no tool called order_pizza here.', true))
  })

  it('that ends the call does so after its last words', () => {
    const words = audio(1, Buffer.alloc(8_000).toString('base64'))
    const { last, state } = played(...untilTalking, words, using('end_call'))
    expect(last).toContainEqual(answerOf('The call ends now.', false))
    expect(state.phase).toBe('farewell')
    expect(played(...untilTalking, words, using('end_call'), agentClosed(1000), happened.mark(1)).report?.closedFirst).toBe('agent')
  })

  it('is heard during the last words', () => {
    const { last } = played(...untilTalking, happened.ended, using('do_not_call', { kind: 'do-not-call' }))
    expect(last).toContainEqual({ do: 'fulfil', toolCallId: 't1', wish: { kind: 'do-not-call' } })
  })
})
