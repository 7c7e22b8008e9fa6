// How many there are of each.
export type Tally = {
  /** Gives the sum. */
  add(name: string, more?: number): number
  of(name: string): number
}

export const tally = (): Tally => {
  const counts = new Map<string, number>()
  return {
    add(name, more = 1) {
      const sum = (counts.get(name) ?? 0) + more
      counts.set(name, sum)
      return sum
    },
    of: (name) => counts.get(name) ?? 0,
  }
}
