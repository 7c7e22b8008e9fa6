// Numbers that look random but are a pure function of a seed and of what they are for: runs repeat, in whatever order things happen.

/** FNV-1a, 32 bits. */
const hash = (text: string): number => {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value >>> 0
}

/** A stream of numbers in [0, 1) that belongs to the seed and the words alone (mulberry32). */
export const seeded = (seed: number, ...words: (string | number)[]): (() => number) => {
  let state = hash([seed, ...words].join('\n'))
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export const between = (random: () => number, low: number, high: number): number => low + random() * (high - low)

export const pick = <T>(random: () => number, choices: readonly [T, ...T[]]): T =>
  choices[Math.floor(random() * choices.length)] ?? choices[0]
