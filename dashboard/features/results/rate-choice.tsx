// Which share of the calls is looked at.
import { CALL_METRICS, type CallRate } from '../../metrics.ts'

const RATES: readonly CallRate[] = ['answered', 'successful']

type Props = { chosen: CallRate; onChange: (rate: CallRate) => void }

export const RateChoice = ({ chosen, onChange }: Props) => (
  <fieldset aria-label="Rate" className="inline-flex rounded-8 border border-edge/60 bg-card p-0.5">
    {RATES.map((rate) => (
      <button
        key={rate}
        type="button"
        aria-pressed={rate === chosen}
        title={CALL_METRICS[rate].definition}
        onClick={() => onChange(rate)}
        className={`h-6.5 rounded-[6px] px-3 text-13 ${rate === chosen ? 'bg-accent/14 font-title' : 'text-soft hover:text-ink'}`}
      >
        {CALL_METRICS[rate].label}
      </button>
    ))}
  </fieldset>
)
