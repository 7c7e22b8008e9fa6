// How several claimants share what there is: by weight, nobody more than it asks for, and what one leaves goes to the others.

export type Claimant = {
  weight: number
  /** The most that it can use. */
  demand: number
}

/** Weighted max-min fairness: the level of water that fills vessels as wide as their weights and as high as their demand. */
export const fairShares = (capacity: number, claimants: readonly Claimant[]): number[] => {
  const shares = claimants.map(() => 0)
  const byNeed = claimants.map((claimant, at) => ({ ...claimant, at })).sort((a, b) => a.demand / a.weight - b.demand / b.weight)
  let left = Math.max(0, capacity)
  let weights = claimants.reduce((sum, { weight }) => sum + weight, 0)
  for (const { weight, demand, at } of byNeed) {
    const share = Math.min(demand, (left * weight) / weights)
    shares[at] = share
    left -= share
    weights -= weight
  }
  return shares
}

type Lines = Claimant & { share: number; lines: number }

/** The one with most for its weight, of those who would keep a line. */
const richest = (claims: readonly Lines[]): Lines | undefined =>
  claims.filter(({ lines }) => lines > 1).sort((a, b) => b.lines / b.weight - a.lines / a.weight)[0]

/** Whole lines, and one for whoever would have less. */
const wholeLines = (capacity: number, claimants: readonly Claimant[]): Lines[] => {
  const shares = fairShares(capacity, claimants)
  return claimants.map((claimant, i) => {
    const share = shares[i] ?? 0
    return { ...claimant, share, lines: claimant.demand >= 1 ? Math.max(1, Math.floor(share)) : 0 }
  })
}

/**
 * The same in whole lines: one at least for everybody who asks, as long as there are as many.
 * With fewer lines than claimants they take turns: whoever has none in this turn has one in a later one.
 */
export const fairLines = (capacity: number, claimants: readonly Claimant[], turn = 0): number[] => {
  const asking = claimants.filter(({ demand }) => demand >= 1)
  if (asking.length > capacity) {
    const first = (turn * capacity) % asking.length
    const chosen = new Set(Array.from({ length: capacity }, (_, i) => asking[(first + i) % asking.length]))
    return claimants.map((claimant) => (chosen.has(claimant) ? 1 : 0))
  }
  const claims = wholeLines(capacity, claimants)
  let left = capacity - claims.reduce((sum, { lines }) => sum + lines, 0)
  for (; left < 0; left++) {
    const claim = richest(claims)
    if (claim) claim.lines -= 1
  }
  // What rounding has left goes to those who lost most by it.
  for (const claim of [...claims].sort((a, b) => b.share - b.lines - (a.share - a.lines)).slice(0, left)) {
    if (claim.lines < claim.demand) claim.lines += 1
  }
  return claims.map(({ lines }) => lines)
}
