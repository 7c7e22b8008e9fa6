// The swatch of one share of a campaign's contacts, as it looks in the bar.
import type { ShareName } from '../metrics.ts'

export const SHARE_LOOKS: Record<ShareName, string> = {
  human: 'bg-human',
  voicemail: 'bg-voicemail',
  unreached: 'bg-unreached',
  failed: 'bg-failed',
  live: 'animate-pulse-mark inset-ring-2 inset-ring-accent',
  retrying: 'hatch-dense',
  waiting: 'hatch',
}

export const Mark = ({ share }: { share: ShareName }) => (
  <span data-mark className={`inline-block size-2.5 rounded-[2px] ${SHARE_LOOKS[share]}`} />
)
