import { describe, expect, it } from 'vitest'
import { announcing, fateOf, noticeFor } from '#domain/recording.ts'

const NOTICE = 'This call is recorded.'
const recording = { language: 'en', settings: { recordCalls: true, recordingNotice: NOTICE } } as const

describe('a call', () => {
  it('is recorded when its campaign records, in the language in which that is said', () => {
    expect(noticeFor({}, recording)).toBe(NOTICE)
    expect(noticeFor({ language: 'en' }, recording)).toBe(NOTICE)
    expect(noticeFor({}, { settings: recording.settings })).toBe(NOTICE)
  })

  it('is not recorded when nobody could be told so, or the campaign does not record', () => {
    expect(noticeFor({ language: 'es' }, recording)).toBeUndefined()
    expect(noticeFor({}, { ...recording, settings: { recordCalls: false, recordingNotice: NOTICE } })).toBeUndefined()
  })
})

describe('the first message', () => {
  it('begins with the notice, unless it says so itself', () => {
    expect(announcing(NOTICE, 'Hello {{name}}.')).toBe('This call is recorded. Hello {{name}}.')
    expect(announcing(NOTICE, 'Hello {{name}}. This call is recorded.')).toBe('Hello {{name}}. This call is recorded.')
  })

  it('of a call that is not recorded stays as it is', () => {
    expect(announcing(undefined, 'Hello.')).toBe('Hello.')
  })
})

describe('what the carrier has recorded', () => {
  const [ready, unready] = [{ isReady: true }, { isReady: false }]
  const heard = { recordingNotice: NOTICE, agentSpoke: true }
  const now = { isLast: false }

  it('is kept once it is ready and the notice was heard', () => {
    expect(fateOf(heard, [unready, ready], now)).toEqual({ kind: 'keep', made: ready })
    expect(fateOf(heard, [unready], now)).toEqual({ kind: 'waits' })
    expect(fateOf(heard, [], now)).toEqual({ kind: 'waits' })
  })

  it('is deleted when the notice was not heard, and waits while nobody knows', () => {
    const unheard = { kind: 'drop', because: expect.stringContaining('nobody was told') }
    expect(fateOf({ ...heard, agentSpoke: false }, [ready], now)).toEqual(unheard)
    expect(fateOf({ recordingNotice: NOTICE }, [ready], now)).toEqual({ kind: 'waits' })
    expect(fateOf({ recordingNotice: NOTICE }, [ready], { isLast: true })).toEqual(unheard)
  })

  it('is deleted when it is kept here already, and when the call was not to be recorded', () => {
    expect(fateOf({ ...heard, recording: { keptUntil: '2026-12-01T00:00:00.000Z' } }, [ready], now)).toEqual({ kind: 'drop' })
    expect(fateOf({ agentSpoke: true }, [ready], now)).toEqual({ kind: 'drop' })
  })

  it('is given up when there is nothing at the last look', () => {
    expect(fateOf(heard, [], { isLast: true })).toEqual({ kind: 'drop', because: expect.stringContaining('no recording') })
  })
})
