import { describe, expect, it } from 'vitest'
import { readWish } from '#app/conversation/agent-tools.ts'

describe('what an agent asks for by its tools', () => {
  it('is that the number is not called again, whatever it adds', () => {
    expect(readWish('do_not_call', { reason: 'is annoyed' })).toEqual({ kind: 'do-not-call' })
    expect(readWish('do_not_call', null)).toEqual({ kind: 'do-not-call' })
  })

  it.each([
    [{ at: '2026-12-01T15:00:00+01:00' }, { at: '2026-12-01T15:00:00+01:00' }],
    [{ at: ' 2026-12-01T14:00:00Z ' }, { at: '2026-12-01T14:00:00Z' }],
    [{ inMinutes: 30 }, { inMinutes: 30 }],
    [{ at: '', inMinutes: '90' }, { inMinutes: 90 }],
    [{ at: null, inMinutes: 1.5 }, { inMinutes: 1.5 }],
  ])('is a call back by %j', (parameters, when) => {
    expect(readWish('schedule_callback', parameters)).toEqual({ kind: 'call-back', when })
  })

  it.each([
    [{}],
    [undefined],
    ['tomorrow'],
    [{ at: 'tomorrow at three' }],
    [{ at: '2026-12-01T15:00:00' }],
    [{ inMinutes: -5 }],
    [{ inMinutes: 'soon' }],
  ])('is not clear when it is %j', (parameters) => {
    expect(readWish('schedule_callback', parameters)).toMatchObject({ kind: 'unclear', problem: expect.stringContaining('offset') })
  })

  it.each(['end_call', 'order_pizza', '__proto__'])('is no wish when it is %s', (name) => {
    expect(readWish(name, {})).toBeUndefined()
  })
})
