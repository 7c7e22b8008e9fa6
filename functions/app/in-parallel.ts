// Work on many things at the same time, but not on all of them.

/** In the order given; rejects when one of them does, after those that have begun: a function that has answered is frozen with what it left undone. */
export const inParallel = async <T, R>(items: readonly T[], width: number, work: (item: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = []
  for (let i = 0; i < items.length; i += width) {
    const begun = items.slice(i, i + width).map(work)
    await Promise.allSettled(begun)
    results.push(...(await Promise.all(begun)))
  }
  return results
}
