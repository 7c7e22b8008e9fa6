// What the page holds of what was said in a call: turns as they are pushed, and all of them once they were read.
import type { TranscriptTurn } from '#contract/transcript.ts'

export type HeldTranscript = {
  /** In the order of the call. */
  turns: readonly TranscriptTurn[]
  /** Whether the turns from before the page watched are among them. */
  isWhole: boolean
}

/** Told again after an interruption, a turn is what was really said: what was read earlier and arrives later does not undo that. */
const isOlder = (before: TranscriptTurn | undefined, news: TranscriptTurn): boolean => before?.isCutOff === true && news.isCutOff !== true

const merged = (held: readonly TranscriptTurn[], news: readonly TranscriptTurn[]): readonly TranscriptTurn[] => {
  const turns = new Map(held.map((turn) => [turn.index, turn]))
  for (const turn of news) if (!isOlder(turns.get(turn.index), turn)) turns.set(turn.index, turn)
  return [...turns.values()].sort((one, other) => one.index - other.index)
}

/** A `transcript_update`. */
export const withTurns = (held: HeldTranscript | undefined, turns: readonly TranscriptTurn[]): HeldTranscript => ({
  turns: merged(held?.turns ?? [], turns),
  isWhole: held?.isWhole ?? false,
})

/** Read over HTTP from the first turn on; what was pushed meanwhile stays. */
export const withTranscript = (held: HeldTranscript | undefined, turns: readonly TranscriptTurn[]): HeldTranscript => ({
  turns: merged(held?.turns ?? [], turns),
  isWhole: true,
})

/** What was said last, by either side. */
export const lastWords = (held: HeldTranscript | undefined): TranscriptTurn | undefined =>
  held?.turns.findLast(({ kind }) => kind === 'said')
