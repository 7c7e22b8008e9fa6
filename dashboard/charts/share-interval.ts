// How sure a share is that was seen in so many cases: few calls say little, and a page that compares them has to show it.

/** Of the normal distribution: 95 % lie within so many standard deviations. */
const Z = 1.96

/** Wilson's interval: unlike the simple one it stays within 0 and 1, and has a width when all or none succeeded. */
export const shareInterval = (part: number, of: number): { from: number; to: number } => {
  if (of === 0) return { from: 0, to: 1 }
  const share = part / of
  const spread = Z * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of))
  const middle = share + (Z * Z) / (2 * of)
  const scale = 1 + (Z * Z) / of
  return { from: Math.max(0, (middle - spread) / scale), to: Math.min(1, (middle + spread) / scale) }
}
