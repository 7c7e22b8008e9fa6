import { describe, expect, it } from 'vitest'
import { gatherAudience } from '../../../media-bridge/listening/audience.ts'
import { manualTiming, scriptedLine } from '../../support/bridge.ts'

const gathered = ({ hint = () => true }: { hint?: (text: string) => boolean } = {}) => {
  const timing = manualTiming()
  const counts: number[] = []
  const audience = gatherAudience({ hint, timing, onCount: (listeners) => counts.push(listeners) })
  const joined = () => {
    const line = scriptedLine()
    audience.join(line)
    return line
  }
  return { timing, audience, counts, joined }
}
const asks = (text: string): string => JSON.stringify({ type: 'hint', text })

describe('whoever listens to a call', () => {
  it('hears both sides, each piece with its time since the call was connected', async () => {
    const { timing, audience, joined } = gathered()
    const [one, other] = [joined(), joined()]
    await timing.pass(1_234)
    audience.hear('caller', 'AAAA')
    audience.hear('agent', 'BBBB')
    const heard = [
      { type: 'audio', by: 'caller', atMs: 1_234, payload: 'AAAA' },
      { type: 'audio', by: 'agent', atMs: 1_234, payload: 'BBBB' },
    ]
    expect(one.sent).toEqual(heard)
    expect(other.sent).toEqual(heard)
  })

  it('loses audio while it is too slow, but never that the agent was silenced', () => {
    const { audience, joined } = gathered()
    const [slow, quick] = [joined(), joined()]
    slow.unsent = 65 * 1024
    audience.hear('agent', 'AAAA')
    audience.silence()
    slow.unsent = 0
    audience.hear('caller', 'CCCC')
    expect(slow.sent).toMatchObject([{ type: 'silenced' }, { type: 'audio', by: 'caller' }])
    expect(quick.sent).toMatchObject([{ type: 'audio', by: 'agent' }, { type: 'silenced' }, { type: 'audio', by: 'caller' }])
  })

  it('is told when the call is over', () => {
    const { audience, counts, joined } = gathered()
    const line = joined()
    audience.leave()
    expect(line.sent).toEqual([{ type: 'over' }])
    expect(line.closed).toEqual([{ code: 1000, reason: 'over' }])
    expect(counts).toEqual([1, 0])
  })

  it('is forgotten when it has gone', () => {
    const { audience, joined } = gathered()
    const line = joined()
    line.events.closed({ code: 1006, reason: '' })
    audience.hear('caller', 'AAAA')
    expect(line.sent).toEqual([])
  })

  it('is one of four at most', () => {
    const { audience, joined } = gathered()
    for (let i = 0; i < 3; i++) joined()
    expect(audience.hasPlace()).toBe(true)
    joined()
    expect(audience.hasPlace()).toBe(false)
  })
})

describe('a hint', () => {
  it('is passed on, and the listener learns that it was', () => {
    const hints: string[] = []
    const { joined } = gathered({ hint: (text) => hints.push(text) > 0 })
    const line = joined()
    line.events.text(asks('  Offer the yearly plan. '))
    expect(hints).toEqual(['Offer the yearly plan.'])
    expect(line.sent).toEqual([{ type: 'hint', isTaken: true }])
  })

  it('that the agent cannot be given now is said not to be taken, and may be tried again at once', () => {
    const answers = [false, true]
    const { joined } = gathered({ hint: () => answers.shift() ?? false })
    const line = joined()
    line.events.text(asks('Be brief.'))
    line.events.text(asks('Be brief.'))
    expect(line.sent).toEqual([
      { type: 'hint', isTaken: false },
      { type: 'hint', isTaken: true },
    ])
  })

  it('right after another is not taken', async () => {
    const { timing, joined } = gathered()
    const line = joined()
    line.events.text(asks('One.'))
    await timing.pass(999)
    line.events.text(asks('Two.'))
    await timing.pass(1)
    line.events.text(asks('Three.'))
    expect(line.sent).toMatchObject([{ isTaken: true }, { isTaken: false }, { isTaken: true }])
  })

  it.each([
    ['is not JSON', 'hello'],
    ['is empty', asks('   ')],
    ['is longer than a hint', asks('x'.repeat(501))],
    ['is something else', JSON.stringify({ type: 'audio', payload: 'AAAA' })],
    ['has something beside it', JSON.stringify({ type: 'hint', text: 'x', to: 'everybody' })],
  ])('that %s costs the listener its place', (_, text) => {
    const { audience, joined } = gathered()
    const [bad, good] = [joined(), joined()]
    bad.events.text(text)
    audience.hear('caller', 'AAAA')
    expect(bad.closed).toMatchObject([{ code: 1008 }])
    expect(bad.sent).toEqual([])
    expect(good.sent).toHaveLength(1)
  })
})
