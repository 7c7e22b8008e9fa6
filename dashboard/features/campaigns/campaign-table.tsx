// The campaigns as rows, each one a way into its campaign.
import type { HeldCampaign } from '../../held/campaign.ts'
import { METRICS } from '../../metrics.ts'
import { Table } from '../../ui/table.tsx'
import { useIsPhone } from '../../ui/use-is-phone.ts'
import { useNow } from '../../ui/use-now.ts'
import { CampaignRow } from './campaign-row.tsx'
import { ShareKey } from './share-key.tsx'

const COLUMNS = [
  { name: 'Name', className: 'w-[24%]' },
  { name: 'State' },
  { name: 'Progress', className: 'w-[28%]' },
  { name: 'Finished', className: 'text-end', definition: METRICS.finished.definition },
  { name: 'Live', className: 'text-end', definition: METRICS.live.definition },
  { name: 'Answered', className: 'text-end', definition: METRICS.answeredRate.definition },
  { name: 'Success', className: 'text-end', definition: METRICS.successRate.definition },
  { name: 'Left', className: 'text-end', definition: 'Until every contact is finished, at the pace of the last five minutes.' },
  { name: 'More', className: 'w-px text-end', isWide: true },
]

export const CampaignTable = ({ campaigns }: { campaigns: readonly HeldCampaign[] }) => {
  const now = useNow()
  const isPhone = useIsPhone()
  return (
    <div className="overflow-clip rounded-8 border border-line bg-card">
      <Table caption="Campaigns" look="rows" columns={COLUMNS}>
        {campaigns.map((held) => (
          <CampaignRow key={held.campaign.id} held={held} now={now} isPhone={isPhone} />
        ))}
      </Table>
      <ShareKey />
    </div>
  )
}
