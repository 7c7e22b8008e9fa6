import { expect, test } from 'vitest'
import type { TranscriptTurn } from '#contract/transcript.ts'
import { lastWords, withTranscript, withTurns } from '../../../dashboard/held/transcripts.ts'

const turn = (index: number, over: Partial<TranscriptTurn> = {}): TranscriptTurn => ({
  ...{ index, atMs: index * 1_000, by: 'agent', kind: 'said', text: `Turn ${index}.` },
  ...over,
})
const texts = ({ turns }: { turns: readonly TranscriptTurn[] }) => turns.map(({ text }) => text)

test('turns stand in the order of the call, each once, in whatever order they come', () => {
  const pushed = withTurns(withTurns(undefined, [turn(2)]), [turn(1), turn(2)])
  expect(texts(pushed)).toEqual(['Turn 1.', 'Turn 2.'])
})

test('a transcript is whole once it was read; what was pushed meanwhile is not lost', () => {
  const pushed = withTurns(undefined, [turn(2)])
  expect(pushed.isWhole).toBe(false)
  const read = withTranscript(pushed, [turn(0), turn(1)])
  expect(read.isWhole).toBe(true)
  expect(texts(read)).toEqual(['Turn 0.', 'Turn 1.', 'Turn 2.'])
  expect(withTurns(read, [turn(3)]).isWhole).toBe(true)
})

test('a turn that was cut off takes the place of what the agent meant to say, and an older reading does not undo that', () => {
  const cutOff = turn(0, { text: 'Turn', isCutOff: true })
  expect(texts(withTurns(withTurns(undefined, [turn(0)]), [cutOff]))).toEqual(['Turn'])
  expect(texts(withTranscript(withTurns(undefined, [cutOff]), [turn(0)]))).toEqual(['Turn'])
})

test('the last words are what somebody said, not what was pressed, used or hinted', () => {
  const held = withTurns(undefined, [turn(0), turn(1, { by: 'caller', kind: 'pressed' }), turn(2, { by: 'viewer', kind: 'hinted' })])
  expect(lastWords(held)?.text).toBe('Turn 0.')
  expect(lastWords(undefined)).toBeUndefined()
})
