// Figures of many measurements, in milliseconds.
const round = (ms: number): number => Math.round(ms * 100) / 100

export const spreadOf = (measuredMs: readonly number[]) => {
  const sorted = measuredMs.toSorted((a, b) => a - b)
  const at = (part: number): number => round(sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN)
  return { p50: at(0.5), p95: at(0.95) }
}
