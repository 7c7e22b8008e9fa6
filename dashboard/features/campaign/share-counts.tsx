// What became of a campaign's contacts in numbers, beside the marks that they have in its bar.
import type { ReactNode } from 'react'
import type { CampaignStats } from '#contract/campaign.ts'
import { count, plural } from '../../format.ts'
import type { Share, ShareName } from '../../metrics.ts'
import { Mark } from '../../ui/mark.tsx'

export const FinishedText = ({ stats }: { stats: CampaignStats }) => (
  <>
    <span className="font-number text-ink">{count(stats.finished)}</span> of {plural(stats.totalContacts, 'contact')} finished
  </>
)

type Props = {
  shares: readonly Share[]
  /** How the word of a share is written. */
  word: (name: ShareName) => ReactNode
  /** In two rows over the whole width, so that none stands alone in a line. */
  isSpread?: boolean
}

const SPREAD = 'phone:grid phone:grid-flow-col phone:grid-rows-2 phone:justify-between'

export const ShareCounts = ({ shares, word, isSpread = false }: Props) => (
  <ul aria-label="Contacts" className={`flex flex-wrap gap-x-6 gap-y-2 text-15 ${isSpread ? SPREAD : ''}`}>
    {shares.map(({ name, contacts }) => (
      <li key={name} className={`flex items-baseline gap-1.5 ${contacts === 0 ? 'text-soft' : ''}`}>
        <Mark share={name} />
        <span className="font-number">{count(contacts)}</span>
        {word(name)}
      </li>
    ))}
  </ul>
)
