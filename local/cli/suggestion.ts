// What somebody meant who has mistyped a word.

/** So many letters may be wrong, missing, too many or next to each other exchanged. */
const MOST_SLIPS = 2

/** Damerau and Levenshtein, with adjacent letters only. */
const distance = (one: string, other: string): number => {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, j) => j)]
  const at = (i: number, j: number): number => rows[i]?.[j] ?? Number.POSITIVE_INFINITY
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    rows.push(row)
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1]
      const isSwapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      row.push(
        Math.min(
          at(i - 1, j) + 1,
          at(i, j - 1) + 1,
          at(i - 1, j - 1) + Number(!isSame),
          isSwapped ? at(i - 2, j - 2) + 1 : at(i, j - 1) + 1,
        ),
      )
    }
  }
  return at(one.length, other.length)
}

/** The nearest of the known words; undefined when none is near. */
export const meantBy = (word: string, known: readonly string[]): string | undefined => {
  const whole = known.find((one) => word.length >= 2 && one.startsWith(word))
  const [nearest] = known
    .map((one) => ({ one, slips: distance(word.toLowerCase(), one) }))
    .filter(({ one, slips }) => slips <= MOST_SLIPS && slips < one.length)
    .toSorted((a, b) => a.slips - b.slips)
  return nearest?.one ?? whole
}

/** A sentence to add to a refusal, with a space in front; empty when nothing comes near. */
export const didYouMean = (word: string, known: readonly string[]): string => {
  const meant = meantBy(word, known)
  return meant === undefined ? '' : ` Did you mean ${meant}?`
}
