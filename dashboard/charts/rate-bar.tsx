// A share as a number and a bar, with a thin line where it lies with 95 % certainty.
import { count, percent } from '../format.ts'
import { Figure } from '../ui/figure.tsx'
import { shareInterval } from './share-interval.ts'

const at = (share: number): string => `${(share * 100).toFixed(1)}%`

type Props = {
  part: number
  of: number
  /** There is no room for the bar on a telephone’s screen. */
  isNarrow?: boolean
}

export const RateBar = ({ part, of, isNarrow = false }: Props) => {
  if (of === 0) return <Figure value={undefined} />
  const { from, to } = shareInterval(part, of)
  const sure = `${count(part)} of ${count(of)}; with 95 % certainty between ${percent(from)} and ${percent(to)} %`
  return (
    <span className="flex items-center gap-2" title={sure}>
      <span className="w-10 shrink-0 text-end">
        <Figure value={percent(part / of)} unit="%" />
      </span>
      <span
        aria-hidden="true"
        className={`relative block h-2.5 min-w-8 flex-1 rounded-[2px] bg-sunk ${isNarrow ? 'max-phone:hidden' : ''}`}
      >
        <span data-mark className="absolute inset-y-0 left-0 rounded-[2px] bg-human/75" style={{ width: at(part / of) }} />
        <span className="absolute top-1/2 h-px bg-ink/70" style={{ left: at(from), width: at(to - from) }} />
      </span>
    </span>
  )
}
