// How it goes with one campaign of many: columns of their own, and on a telephone's screen one line.
import { count, percent, span } from '../../format.ts'
import type { HeldCampaign } from '../../held/campaign.ts'
import { timeLeft } from '../../held/pace.ts'
import { answeredRate } from '../../metrics.ts'
import { Figure } from '../../ui/figure.tsx'

type Told = { name: string; value: string | undefined; unit?: string }

export const toldOf = ({ campaign: { state, openImports }, stats, readings }: HeldCampaign, now: number): readonly Told[] => {
  const answered = stats && answeredRate(stats)
  const left = stats && timeLeft({ state, openImports, stats, readings, now })
  return [
    { name: 'live', value: stats && stats.live > 0 ? count(stats.live) : undefined },
    { name: 'answered', value: answered === undefined ? undefined : percent(answered), unit: '%' },
    { name: 'success', value: stats?.successRate == null ? undefined : percent(stats.successRate), unit: '%' },
    { name: 'left', value: left === undefined ? undefined : span(left) },
  ]
}

export const ToldInCells = ({ told }: { told: readonly Told[] }) =>
  told.map(({ name, ...figure }) => (
    <td key={name} className="px-3 text-end">
      <Figure {...figure} />
    </td>
  ))

export const ToldInLine = ({ told }: { told: readonly Told[] }) => {
  const known = told.filter(({ value }) => value !== undefined)
  return known.length === 0 ? null : (
    <td className="col-span-2 flex flex-wrap gap-x-3 text-12 text-soft">
      {known.map(({ name, ...figure }) => (
        <span key={name} className="whitespace-nowrap">
          <Figure {...figure} /> {name}
        </span>
      ))}
    </td>
  )
}
