// The campaigns as rows, each one a way into its campaign.
import type { HeldCampaign } from '../../held/campaign.ts'
import { METRICS } from '../../metrics.ts'
import { Table } from '../../ui/table.tsx'
import { useNow } from '../../ui/use-now.ts'
import { CampaignRow } from './campaign-row.tsx'
import { ShareKey } from './share-key.tsx'

/** Columns that a telephone's screen has no room for; hidden with their cells, so that the rest keep their headers. */
const WIDE = 'text-end max-phone:hidden'

const COLUMNS = [
  { name: 'Name', className: 'w-[24%]' },
  { name: 'State' },
  { name: 'Progress', className: 'w-[28%]' },
  { name: 'Finished', className: 'text-end', definition: METRICS.finished.definition },
  { name: 'Live', className: WIDE, definition: METRICS.live.definition },
  { name: 'Answered', className: WIDE, definition: METRICS.answeredRate.definition },
  { name: 'Success', className: WIDE, definition: METRICS.successRate.definition },
  { name: 'Left', className: WIDE, definition: 'Until every contact is finished, at the pace of the last five minutes.' },
  { name: 'More', className: `${WIDE} w-px` },
]

export const CampaignTable = ({ campaigns }: { campaigns: readonly HeldCampaign[] }) => {
  const now = useNow()
  return (
    <div className="overflow-clip rounded-8 border border-line bg-card">
      <Table caption="Campaigns" look="rows" columns={COLUMNS}>
        {campaigns.map((held) => (
          <CampaignRow key={held.campaign.id} held={held} now={now} />
        ))}
      </Table>
      <ShareKey />
    </div>
  )
}
