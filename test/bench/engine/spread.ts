// One campaign over many seeds: how far its figures lie apart, and how often it collapses.
import type { Deployment } from '../../simulation/world/deployment.ts'
import { COLLAPSED_FROM, type Flags } from './flags.ts'
import { type Figures, measure, quantile, round } from './measure.ts'

type Seeded = { seed: number; figures: Figures }

const spreadOf = (of: readonly Seeded[], figureOf: (figures: Figures) => number) => {
  const sorted = of.map(({ seed, figures }) => ({ seed, value: figureOf(figures) })).sort((a, b) => a.value - b.value)
  const values = sorted.map(({ value }) => round(value, 4))
  const worst = sorted.at(-1)
  return { median: quantile(values, 0.5), p95: quantile(values, 0.95), worst: values.at(-1), worstSeed: worst?.seed }
}

/** One that is not completed at all has collapsed too. */
const hasCollapsed = ({ completed, makespanRatio }: Figures): boolean => !completed || makespanRatio > COLLAPSED_FROM

export const spread = async (options: Flags, deployment: Deployment) => {
  const startedAt = performance.now()
  const all: Seeded[] = []
  for (let seed = options.seed; seed < options.seed + options.seeds; seed++) {
    all.push({ seed, figures: await measure({ ...options, seed }, deployment) })
  }
  return {
    contacts: options.contacts,
    lines: options.lines,
    seeds: options.seeds,
    firstSeed: options.seed,
    collapses: all.filter(({ figures }) => hasCollapsed(figures)).length,
    makespanRatio: spreadOf(all, ({ makespanRatio }) => makespanRatio),
    latenessP95Seconds: spreadOf(all, ({ latenessP95Seconds }) => latenessP95Seconds),
    idealLatenessP95Seconds: spreadOf(all, ({ idealLatenessP95Seconds }) => idealLatenessP95Seconds),
    secondsLaterThanIdeal: spreadOf(all, ({ latenessP95Seconds, idealLatenessP95Seconds }) => latenessP95Seconds - idealLatenessP95Seconds),
    transitionsPerCall: spreadOf(all, ({ transitionsPerCall }) => transitionsPerCall),
    dollarsPer1000Calls: spreadOf(all, ({ dollarsPer1000Calls }) => dollarsPer1000Calls),
    machineSeconds: round((performance.now() - startedAt) / 1_000, 1),
  }
}
