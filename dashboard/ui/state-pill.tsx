// A campaign's state: its word in a pill, with a mark whose shape says it too.
import type { CampaignState } from '#contract/campaign-parts.ts'

const LOOKS: Record<CampaignState, { pill: string; mark: string }> = {
  draft: { pill: 'bg-sunk', mark: 'rounded-pill border-[1.5px] border-soft' },
  active: { pill: 'bg-human/14', mark: 'rounded-pill bg-human' },
  pausing: { pill: 'bg-voicemail/16', mark: 'border-x-[2.5px] border-voicemail animate-pulse-mark' },
  paused: { pill: 'bg-voicemail/16', mark: 'border-x-[2.5px] border-voicemail' },
  stopping: { pill: 'bg-failed/12', mark: 'bg-failed animate-pulse-mark' },
  completed: { pill: 'bg-sunk', mark: 'rounded-pill border-[2.5px] border-human' },
  cancelled: { pill: 'bg-sunk', mark: 'bg-failed' },
}

export const StatePill = ({ state }: { state: CampaignState }) => {
  const { pill, mark } = LOOKS[state]
  return (
    <span className={`inline-flex h-6 items-center gap-1.5 rounded-pill px-2.5 text-12 font-number whitespace-nowrap ${pill}`}>
      <span data-mark className={`inline-block size-2 ${mark}`} />
      {state}
    </span>
  )
}
